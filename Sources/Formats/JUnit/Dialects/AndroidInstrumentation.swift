extension Dialect {
  /// The Android Gradle plugin’s instrumented tests, and what else writes with its library (Spoon).
  static let androidInstrumentation = Dialect(
    producer: "Android instrumentation",
    isRecognized: {
      $0.has(property: "device") && $0.has(property: "flavor") && $0.has(property: "project")
        || $0.rootIsSuite && $0.suite.isShaped(instrumentationShape)
          && $0.testCase.isShaped("name classname time")
    }
  )

  private static let instrumentationShape: StaticString =
    "name tests failures errors skipped time timestamp hostname"
}
