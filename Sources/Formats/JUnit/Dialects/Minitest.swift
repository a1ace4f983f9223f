extension Dialect {
  /// minitest-reporters, minitest-junit and minitest-ci.
  static let minitest = Dialect(
    producer: "minitest",
    isRecognized: {
      $0.suite.isShaped("name filepath? skipped failures errors tests assertions time timestamp?")
        || $0.suite.isShaped("time skipped failures errors name assertions tests timestamp")
        || $0.suite["name"] == "minitest" && $0.testCase.has("assertions")
    },
    timestampsAreLocal: true
  )
}
