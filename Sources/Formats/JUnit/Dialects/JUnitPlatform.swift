extension Dialect {
  /// JUnit’s own console launcher: one suite an engine.
  static let junitPlatform = Dialect(
    producer: "JUnit Platform",
    isRecognized: {
      $0.hasSuite(shaped: "name tests skipped failures errors time hostname timestamp")
        && $0.rootIsSuite
    },
    timestampsAreLocal: true
  )
}
