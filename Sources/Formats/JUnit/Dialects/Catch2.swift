extension Dialect {
  /// Catch2: sections are cases of their own, and a test that may fail holds a skip and a failure.
  static let catch2 = Dialect(
    producer: "Catch2",
    isRecognized: {
      $0.suite["hostname"] == "tbd"
        || $0.testCase.isShaped("classname name time status")
          && $0.testCase["classname"].hasSuffix(".global")
    },
    skipExcusesFailure: true
  )
}
