extension Dialect {
  /// Flank and Firebase Test Lab: one suite a device; a case that is `flaky` passed after all.
  static let flank = Dialect(
    producer: "Flank",
    isRecognized: {
      $0.suite.has("testLabExecutionId") || $0.suite.has("flakes")
        || $0.testCase.has("flaky") && $0.suite.isShaped(flankShape)
        || !$0.rootIsSuite && $0.suite.isShaped(flankShape)
          && $0.testCase.isShaped("name classname time?")
    }
  )

  private static let flankShape: StaticString =
    "name tests failures errors skipped? time timestamp? hostname"
}
