extension Dialect {
  /// node’s own runner.
  static let node = Dialect(
    producer: "node --test",
    isRecognized: { $0.testCase["classname"] == "test" && $0.depth <= 4 },
    skipExcusesFailure: true
  )
}
