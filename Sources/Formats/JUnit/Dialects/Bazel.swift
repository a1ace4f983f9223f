extension Dialect {
  /// Bazel, for a target that writes no report of its own: one case a target, or a shard of it.
  static let bazel = Dialect(
    producer: "Bazel",
    isRecognized: {
      $0.testCase.isShaped("name status duration time")
        && $0.testCase["name"] == $0.suite["name"]
        || $0.suite.isShaped("name timestamp hostname tests failures errors time package id")
          && !$0.has(property: "browser.fullName") && !$0.rootIsSuite
    }
  )
}
