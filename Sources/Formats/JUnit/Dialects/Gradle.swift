extension Dialect {
  /// Gradle: its retry plugin writes an entry an attempt, or Surefire's elements (`mergeReruns`).
  static let gradle = Dialect(
    producer: "Gradle",
    isRecognized: {
      $0.hasSuite(shaped: "name tests skipped failures errors timestamp hostname time")
    },
    repeatedNames: .attemptsAfterFailure
  )
}
