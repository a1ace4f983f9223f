extension Dialect {
  /// bats: a retried test is an empty entry `begin 1 …` an attempt that failed.
  static let bats = Dialect(
    producer: "bats",
    isRecognized: { $0.suites.contains { $0["name"].hasSuffix(".bats") } },
    repeatedNames: .attemptsBeyondStated,
    filePlace: .classname,
    numbering: .begin,
    timestampsAreLocal: true
  )
}
