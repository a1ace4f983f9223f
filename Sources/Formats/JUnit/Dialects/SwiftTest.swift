extension Dialect {
  /// `swift test --xunit-output`: a file of XCTest and a file of Swift Testing.
  static let swiftTest = Dialect(
    producer: "swift test",
    isRecognized: { $0.hasSuite(named: "TestResults") && $0.suite.has("errors") },
    suiteNames: .vary
  )
}
