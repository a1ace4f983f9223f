extension Dialect {
  /// Boost.Test’s JUnit logger.
  static let boost = Dialect(
    producer: "Boost.Test",
    isRecognized: {
      $0.rootIsSuite && $0.suite.isShaped("tests skipped errors failures id name time")
        && (!$0.hasCase || $0.testCase.isShaped("assertions classname name time"))
    }
  )
}
