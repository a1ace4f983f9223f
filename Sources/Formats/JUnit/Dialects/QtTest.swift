extension Dialect {
  /// QtTest.
  static let qtTest = Dialect(
    producer: "QtTest",
    isRecognized: { $0.properties["QTestVersion"] != nil || $0.properties["QtVersion"] != nil }
  )
}
