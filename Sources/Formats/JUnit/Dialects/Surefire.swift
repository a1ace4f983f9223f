extension Dialect {
  /// Maven Surefire: reruns of failed tests as `flaky…` and `rerun…` elements.
  static let surefire = Dialect(
    producer: "Maven Surefire",
    isRecognized: {
      $0.suites.contains { $0["noNamespaceSchemaLocation"].holds("surefire-test-report") }
        || $0.has(property: "surefire.real.class.path")
        || $0.has(property: "surefire.test.class.path")
        || surefireShapes.contains(where: $0.suite.isShaped)
    },
    timestampsAreLocal: true
  )

  /// The orders in which its versions write the attributes of a suite.
  private static let surefireShapes: [StaticString] = [
    "version? name time tests errors skipped failures timestamp?",
    "name version? time tests errors skipped failures",
    "failures time errors skipped tests name",
    "errors tests time skipped? failures name",
  ]

  /// Maven Failsafe, which is Surefire for integration tests.
  static let failsafe = Dialect(
    producer: "Maven Failsafe",
    isRecognized: {
      $0.suites.contains { $0["noNamespaceSchemaLocation"].holds("failsafe") }
        || $0.properties["sun.java.command"]?.holds("failsafe") == true
        || $0.properties["surefire.real.class.path"]?.holds("failsafe") == true
    },
    timestampsAreLocal: true
  )
}
