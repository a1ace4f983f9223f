extension Dialect {
  /// ScalaTest’s own reporter (`-u`).
  static let scalaTest = Dialect(
    producer: "ScalaTest",
    isRecognized: {
      $0.rootIsSuite && $0.suite.isShaped("errors failures hostname name tests time timestamp")
        && ($0.testCase.isShaped("name classname time")
          || $0.properties["java.class.path"]?.holds("scalatest") == true)
        && !$0.properties.keys.contains { $0.hasPrefix("ant.") }
    },
    timestampsAreLocal: true
  )
}
