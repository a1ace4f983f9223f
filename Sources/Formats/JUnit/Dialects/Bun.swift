extension Dialect {
  /// `bun test`: nested suites, and a file and a line on each case.
  static let bun = Dialect(
    producer: "bun test",
    isRecognized: { $0.root["name"] == "bun test" }
  )
}
