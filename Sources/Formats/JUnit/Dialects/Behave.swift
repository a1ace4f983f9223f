extension Dialect {
  /// behave: a file a feature.
  static let behave = Dialect(
    producer: "behave",
    isRecognized: {
      $0.rootIsSuite && $0.testCase.isShaped("classname name status time")
        && $0.suite["name"] == $0.testCase["classname"]
    },
    timestampsAreLocal: true
  )
}
