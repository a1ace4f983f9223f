extension Dialect {
  /// gotestsum: one entry an attempt, grouped by how they ended.
  static let gotestsum = Dialect(
    producer: "gotestsum",
    isRecognized: {
      $0.suite.isShaped("tests failures skipped? time name timestamp")
        || $0.has(property: "go.version")
    },
    repeatedNames: .attempts
  )
}
