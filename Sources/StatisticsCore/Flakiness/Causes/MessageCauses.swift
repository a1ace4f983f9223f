import TestModel

/// Finds of which causes the messages of flakes speak.
///
/// Words are weaker than statistics: a message tells where the test noticed, which need not be where
/// it went wrong. There is no p-value, and a cause is told only where two flakes say so, or all.
struct MessageCauses {
  private let words = MessageWords.lexicon
  /// By signature, the words found; each message is searched once.
  private var known: [Int32: [Int: String]] = [:]

  /// The causes that the messages of a test's flakes speak of, by share.
  mutating func causes(_ cases: FlakeCases, in history: FlakinessHistory) -> [FlakeCause] {
    var flakes = Array(repeating: 0, count: MessageLexicon.entries.count)
    var examples = Array(repeating: [String: Int](), count: MessageLexicon.entries.count)
    for flake in cases.flakes {
      for (entry, word) in found(flake.signature, in: history) {
        flakes[entry] += 1
        examples[entry][word, default: 0] += 1
      }
    }
    return MessageLexicon.entries.indices
      .filter { flakes[$0] > 0 && (flakes[$0] > 1 || flakes[$0] == cases.flakes.count) }
      .sorted { (flakes[$1], $0) < (flakes[$0], $1) }
      .map { entry in
        cause(entry, flakes: flakes[entry], of: cases.flakes.count, examples: examples[entry])
      }
  }

  private mutating func found(_ signature: Int32, in history: FlakinessHistory) -> [Int: String] {
    if let found = known[signature] { return found }
    let found = history.signature(signature).map(words.words) ?? [:]
    known[signature] = found
    return found
  }

  private func cause(
    _ entry: Int,
    flakes: Int,
    of total: Int,
    examples: [String: Int]
  ) -> FlakeCause {
    let lexicon = MessageLexicon.entries[entry]
    let most = examples.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(2)
    let quoted = most.map { "\"\($0.key)\"" }.joined(separator: ", ")
    return FlakeCause(
      kind: lexicon.kind,
      strength: Double(flakes) / Double(total),
      detail: "its messages speak of \(lexicon.subject) in \(flakes) of \(total) flakes: \(quoted)"
    )
  }
}
