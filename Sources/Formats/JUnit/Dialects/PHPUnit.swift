extension Dialect {
  /// PHPUnit: the names of outer suites are paths, and its repeated tests are numbered in the name.
  static let phpUnit = Dialect(
    producer: "PHPUnit",
    isRecognized: {
      $0.testCase.has("assertions") && $0.testCase.has("class")
        || $0.testCase.has("assertions") && $0.suite.has("assertions") && $0.suite.has("file")
    },
    suiteNames: .vary,
    repeatedNames: .runs,
    numbering: .ofTotal
  )
}
