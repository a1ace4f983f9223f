extension Dialect {
  /// cargo-nextest.
  static let nextest = Dialect(
    producer: "nextest",
    isRecognized: { $0.root["name"] == "nextest-run" }
  )
}
