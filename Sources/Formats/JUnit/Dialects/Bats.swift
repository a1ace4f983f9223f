extension Dialect {
  /// bats.
  static let bats = Dialect(
    producer: "bats",
    isRecognized: { $0.suites.contains { $0["name"].hasSuffix(".bats") } }
  )
}
