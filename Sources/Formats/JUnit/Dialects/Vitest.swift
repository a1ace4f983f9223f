extension Dialect {
  /// Vitest.
  static let vitest = Dialect(
    producer: "vitest",
    isRecognized: { $0.root["name"] == "vitest tests" }
  )
}
