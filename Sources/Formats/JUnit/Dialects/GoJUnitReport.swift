extension Dialect {
  /// go-junit-report: the entries stand in the order in which they ran.
  static let goJUnitReport = Dialect(
    producer: "go-junit-report",
    isRecognized: {
      $0.suite.isShaped("tests failures errors? time name")
        && $0.has(property: "go.version")
        || $0.suite.isShaped(goJUnitReportShape)
          && $0.testCase.isShaped("name classname time?") && $0.suite.has("id")
    },
    repeatedNames: .runs
  )

  private static let goJUnitReportShape: StaticString =
    "name tests failures errors id hostname? skipped? time? timestamp?"
}
