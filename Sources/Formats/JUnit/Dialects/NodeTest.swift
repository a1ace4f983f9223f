extension Dialect {
  /// node’s own runner: the class of every case is `test`, and suites are as deep as the tests.
  static let node = Dialect(
    producer: "node --test",
    isRecognized: {
      ["test", "suite"].contains($0.testCase["classname"])
        && ($0.testCase.isShaped("name time classname file? failure?")
          || $0.testCase.isShaped("name time classname failure? file?"))
        && $0.root.name == "testsuites" && $0.root.attributes.isEmpty
    },
    skipExcusesFailure: true
  )
}
