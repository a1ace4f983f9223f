extension Dialect {
  /// Qt Test.
  static let qtTest = Dialect(
    producer: "Qt Test",
    isRecognized: { $0.has(property: "QTestVersion") || $0.has(property: "QtVersion") },
    timestampsAreLocal: true
  )
}
