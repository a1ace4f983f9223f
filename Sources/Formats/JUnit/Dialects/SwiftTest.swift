extension Dialect {
  /// `swift test --xunit-output`.
  static let swift = Dialect(
    producer: "swift test",
    isRecognized: { $0.hasSuite(named: "TestResults") }
  )
}
