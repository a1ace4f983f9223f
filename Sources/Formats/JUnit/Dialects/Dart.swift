extension Dialect {
  /// junitreport’s `tojunit` of Dart and Flutter.
  static let dart = Dialect(
    producer: "dart test",
    isRecognized: {
      $0.suite.isShaped("errors failures tests skipped name timestamp?")
        && ($0.has(property: "platform") || $0.testCase.isShaped("classname file? name time"))
    }
  )
}
