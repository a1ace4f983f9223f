extension Dialect {
  /// Modern Web’s test runner: a suite a browser and a file; a retried test is repeated.
  static let webTestRunner = Dialect(
    producer: "Web Test Runner",
    isRecognized: { $0.has(property: "test.fileName") && $0.has(property: "browser.launcher") },
    repeatedNames: .attemptsAfterFailure
  )
}
