extension Dialect {
  /// Pest: PHPUnit's shape, but that the file is followed by the name of the case.
  static let pest = Dialect(
    producer: "Pest",
    isRecognized: {
      $0.testCase.has("assertions") && $0.testCase["file"].holds("::")
        || $0.testCase.has("assertions") && $0.testCase["class"].hasPrefix("P\\")
    },
    suiteNames: .vary,
    repeatedNames: .runs,
    pathForm: .withName,
    numbering: .ofTotal
  )
}
