import TestModel

/// Results as they come, run by run, gathered by test.
struct TimelineRows {
  /// How many results were read, those included that nobody wanted.
  var read = 0
  /// The rows of the signatures, in the order in which they came.
  private(set) var signatures: [Int64] = []
  private var signaturePositions: [Int64: Int32] = [:]
  /// By test; signatures are positions in the order in which they came.
  private var runs: [[TestRun]]

  /// Makes room for some tests.
  init(tests: Int) {
    runs = Array(repeating: [], count: tests)
  }

  /// Adds a result; those of a test and run come one after the other, by attempt.
  ///
  /// - Parameters:
  ///   - duration: in microseconds; negative for unknown.
  ///   - signature: the row; 0 for none.
  mutating func add(
    test: Int,
    run: Int32,
    outcome: Outcome,
    duration: Int64,
    signature: Int64
  ) {
    let seconds = duration < 0 ? -1 : Float(Microseconds(duration).seconds)
    let position = signature == 0 ? -1 : self.position(of: signature)
    let last = runs[test].count - 1
    if last >= 0, runs[test][last].run == run {
      runs[test][last].addAttempt(outcome, signature: position, duration: seconds)
    } else {
      runs[test].append(
        TestRun(run: run, outcome: outcome, signature: position, duration: seconds)
      )
    }
  }

  private mutating func position(of signature: Int64) -> Int32 {
    if let known = signaturePositions[signature] { return known }
    let new = Int32(signatures.count)
    signatures.append(signature)
    signaturePositions[signature] = new
    return new
  }

  /// Hands over what was gathered, by test, and begins again.
  ///
  /// - Parameter list: where the signatures stand.
  mutating func take(_ list: SignatureList) -> [[TestRun]] {
    let places = signatures.map { list.position(of: $0) }
    return runs.indices.map { test in
      // A copy takes as much memory as it needs, and the room stays for the next tests.
      let taken = runs[test].map { run in
        var run = run
        if run.signature >= 0 { run.signature = places[Int(run.signature)] }
        return run
      }
      runs[test].removeAll(keepingCapacity: true)
      return taken
    }
  }
}
