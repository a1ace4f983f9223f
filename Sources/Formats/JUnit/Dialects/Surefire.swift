extension Dialect {
  /// Maven Surefire and Failsafe.
  static let surefire = Dialect(
    producer: "surefire",
    isRecognized: {
      $0.suites.contains { $0["noNamespaceSchemaLocation"].contains("surefire") }
        || $0.properties["surefire.real.class.path"] != nil
        || $0.properties["surefire.test.class.path"] != nil
    }
  )
}
