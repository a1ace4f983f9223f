extension Dialect {
  /// sbt, whichever framework runs in it.
  static let sbt = Dialect(
    producer: "sbt",
    isRecognized: {
      $0.rootIsSuite
        && $0.suite.isShaped("hostname name tests errors failures skipped? time timestamp?")
    },
    timestampsAreLocal: true
  )
}
