extension Dialect {
  /// Python’s junit-xml package, with which many converters write.
  static let junitXMLPython = Dialect(
    producer: "junit-xml (Python)",
    isRecognized: {
      $0.root.isShaped("disabled errors failures tests time")
        && $0.suite["name"].isEmpty == false
        && $0.suite.has("disabled") && $0.suite.has("skipped")
    }
  )
}
