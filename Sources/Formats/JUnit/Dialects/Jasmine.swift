extension Dialect {
  /// jasmine-reporters’ JUnitXmlReporter.
  static let jasmine = Dialect(
    producer: "Jasmine",
    isRecognized: {
      $0.hasSuite(
        shaped: "name timestamp hostname time errors tests skipped disabled failures package?"
      )
    },
    timestampsAreLocal: true
  )
}
