extension Dialect {
  /// GoogleTest.
  static let googleTest = Dialect(
    producer: "GoogleTest",
    isRecognized: { $0.root["name"] == "AllTests" }
  )
}
