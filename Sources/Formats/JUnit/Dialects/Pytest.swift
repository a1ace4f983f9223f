extension Dialect {
  /// pytest: a failed attempt of pytest-rerunfailures is an empty entry beyond `tests=`.
  static let pytest = Dialect(
    producer: "pytest",
    isRecognized: { $0.hasSuite(named: "pytest") || $0.root["name"] == "pytest tests" },
    suiteNames: .vary,
    repeatedNames: .attemptsBeyondStated,
    firstLine: 0
  )
}
