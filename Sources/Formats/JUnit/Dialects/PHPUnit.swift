extension Dialect {
  /// PHPUnit: the names of outer suites are paths.
  static let phpUnit = Dialect(
    producer: "PHPUnit",
    isRecognized: {
      $0.testCase.has("assertions")
        && ($0.testCase["classname"].contains("\\") || $0.testCase["classname"].contains("."))
    },
    suiteNames: .vary
  )
}
