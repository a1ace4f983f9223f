extension Dialect {
  /// pytest: a failed attempt of pytest-rerunfailures is an empty entry beyond `tests=`.
  ///
  /// The suite's name is the same in all reports, or what an option says.
  static let pytest = Dialect(
    producer: "pytest",
    isRecognized: {
      $0.hasSuite(named: "pytest") && $0.suite.has("tests") && !$0.suite.has("disabled")
        || $0.root["name"] == "pytest tests"
        || $0.suite.isShaped("name errors failures skipped tests time timestamp hostname")
        || $0.suite.isShaped("errors failures name skipped? skips? tests time")
          && $0.testCase.isShaped("classname file line name time")
    },
    suiteNames: .vary,
    repeatedNames: .attemptsBeyondStated,
    firstLine: 0,
    timestampsAreLocal: true,
    suiteIsSession: true
  )
}
