extension Dialect {
  /// EUnit’s surefire report: a suite a module.
  static let eUnit = Dialect(
    producer: "EUnit",
    isRecognized: {
      $0.rootIsSuite && $0.suite.isShaped("tests failures errors skipped time name")
        && ($0.suite["name"].hasPrefix("module ") || $0.testCase["name"].holds(":")
          || $0.testCase["name"].holds("/"))
    }
  )
}
