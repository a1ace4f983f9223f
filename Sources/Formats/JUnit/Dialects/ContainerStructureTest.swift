extension Dialect {
  /// container-structure-test, whose times are in nanoseconds.
  static let containerStructureTest = Dialect(
    producer: "container-structure-test",
    isRecognized: { evidence in
      let kinds = [
        "Command Test: ", "File Existence Test: ", "File Content Test: ", "Metadata Test",
        "License Test",
      ]
      return evidence.root.isShaped("failures tests time")
        && kinds.contains { evidence.testCase["name"].hasPrefix($0) }
    },
    timeUnit: .nanoseconds
  )
}
