import TestModel

/// What a failure says: the lines a report has of it.
struct FailureText {
  let type: String
  let message: String
  let trace: String

  /// The text of a failure of one test.
  ///
  /// - Parameters:
  ///   - stable: draws what is the same in every failure of the same cause, such as wrong values.
  ///   - volatile: draws what differs from failure to failure, such as addresses and times.
  init(
    kind: FailureKind,
    identity: TestIdentity,
    startedAt: Timestamp,
    stable: SplitMix64,
    volatile: inout SplitMix64
  ) {
    var stable = stable
    let words = FailureWords(kind: kind, startedAt: startedAt, stable: &stable, volatile: &volatile)
    type = words.type
    message = words.type + ": " + words.detail
    let line = identity.line + stable.integer(in: 1...4)
    trace = """
      \(identity.file):\(line): in \(identity.functionName)
          \(words.statement)
      shop/\(words.place).py:\(stable.integer(in: 20...180)): in \(words.function)
          \(words.innerStatement)
      shop/core.py:\(stable.integer(in: 12...90)): in check
      E   \(message)
      """
  }
}
