extension Dialect {
  /// Vitest: the suites are files.
  static let vitest = Dialect(
    producer: "Vitest",
    isRecognized: {
      $0.root["name"] == "vitest tests"
        || $0.suite.isShaped("name timestamp hostname tests failures errors skipped time")
          && looksLikePath($0.suite["name"])
    },
    filePlace: .suiteName
  )
}
