extension Dialect {
  /// mocha-junit-reporter: the file stands at the root suite of those that follow it.
  static let mocha = Dialect(
    producer: "Mocha",
    isRecognized: {
      !$0.rootIsSuite
        && ($0.root["name"] == "Mocha Tests"
          || $0.hasSuite(shaped: "name timestamp tests file? time failures skipped?"))
    }
  )

  /// Mocha’s own `xunit` reporter, also within mocha-multi.
  static let mochaXUnit = Dialect(
    producer: "Mocha (xunit)",
    isRecognized: {
      $0.rootIsSuite
        && ($0.suite["name"] == "Mocha Tests"
          || $0.suite.isShaped("name tests failures errors skipped timestamp time")
            && $0.suite["timestamp"].hasSuffix("GMT"))
    },
    suiteNames: .vary
  )
}
