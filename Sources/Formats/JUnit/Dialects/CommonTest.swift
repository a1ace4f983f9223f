extension Dialect {
  /// Common Test’s cth_surefire: cases have a log, and a group instead of a class.
  static let commonTest = Dialect(
    producer: "Common Test",
    isRecognized: {
      $0.testCase.has("log")
        || $0.suite["name"].hasSuffix("_SUITE") && $0.suite.has("log")
    },
    timestampsAreLocal: true
  )
}
