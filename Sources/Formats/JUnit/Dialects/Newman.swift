extension Dialect {
  /// Newman: a suite a request, a case an assertion.
  static let newman = Dialect(
    producer: "Newman",
    isRecognized: {
      $0.root.isShaped("name tests time")
        && $0.suite.isShaped("name id timestamp tests failures errors time")
        && $0.testCase.isShaped("name time classname?")
    }
  )
}
