extension Dialect {
  /// Marathon: one suite a pool of devices.
  static let marathon = Dialect(
    producer: "Marathon",
    isRecognized: {
      $0.suite["noNamespaceSchemaLocation"].holds("jenkinsci/xunit-plugin")
        || $0.rootIsSuite
          && $0.suite.isShaped("name tests failures errors skipped time timestamp")
          && $0.testCase.isShaped("classname name time")
    }
  )
}
