extension QuarantineTransition: Comparable {
  /// Orders lines by time, lines of one moment by kind and then by all that they say: the same order
  /// in every history that holds them.
  ///
  /// Of decisions at one moment the one that takes a test out stands.
  public static func < (left: QuarantineTransition, right: QuarantineTransition) -> Bool {
    if left.at != right.at { return left.at < right.at }
    if left.kind != right.kind { return left.kind.rank < right.kind.rank }
    if left.author != right.author { return left.author < right.author }
    if left.reason != right.reason { return left.reason < right.reason }
    return left.rest.lexicographicallyPrecedes(right.rest)
  }

  /// What else a line says, as texts that are only compared.
  private var rest: [String] {
    let changes = changes ?? Changes(mode: entry.mode)
    let moments = [
      entry.expires, entry.lastFlake, until, changes.expires,
    ].map { $0.map { "\($0.milliseconds)" } ?? "" }
    let numbers = [entry.probability, entry.flakeRate, entry.flakeRateLow, entry.flakeRateHigh]
      .map { $0.map { "\($0)" } ?? "" }
    let counts = [entry.flakes, entry.executions, entry.commits].map { $0.map { "\($0)" } ?? "" }
    let texts = [
      entry.owner, entry.issue, entry.mode.rawValue, changes.owner, changes.issue,
      changes.mode?.rawValue, obstacle?.rawValue, commit,
    ]
    return moments + numbers + counts + texts.map { $0 ?? "" } + ["\(entry.isManual)"]
  }
}

extension QuarantineTransition.Kind {
  /// The place in the order in which changes of one moment take effect.
  fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
