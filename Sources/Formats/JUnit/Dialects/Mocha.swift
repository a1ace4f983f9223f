extension Dialect {
  /// mocha-junit-reporter.
  static let mocha = Dialect(
    producer: "mocha",
    isRecognized: { $0.root["name"] == "Mocha Tests" }
  )
}
