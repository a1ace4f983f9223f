import TestModel

/// The cases of a report that another report of the job run told before.
struct ResultConflicts {
  /// An attempt that is in the history.
  struct Known {
    var outcome: Int32
    var duration: Int64
    var signature: Int64
    var identityHash: Int64
    var ordinal: Int
  }

  /// A case as it is told now, and as it was told before.
  struct Case {
    var told: [PendingResult]
    var known: [Known]

    /// Whether both tell the same.
    var isRepeated: Bool {
      told.count == known.count
        && zip(told, known).allSatisfy {
          $0.outcome == $1.outcome && $0.duration == $1.duration && $0.signature == $1.signature
        }
    }

    /// Whether the case had failed.
    var hadFailed: Bool { known.last.map { $0.outcome == 1 || $0.outcome == 2 } ?? false }
  }

  /// What a second report of the same cases is.
  enum Kind {
    /// The same report in another form: Ant and Jenkins write an aggregate beside the parts.
    case repeated
    /// A rerun of what failed.
    case rerun
    /// Other cases of the same names, of another browser or another shard.
    case otherCases
  }

  /// The cases, each with its attempts as they are told now.
  private(set) var cases: [[PendingResult]] = []
  /// Where each test stands among them.
  private var positions: [Int64: Int] = [:]

  var isEmpty: Bool { cases.isEmpty }

  mutating func add(_ result: PendingResult) {
    if let last = cases.last, last[0].test == result.test, result.attempt > 1 {
      cases[cases.count - 1].append(result)
    } else {
      positions[result.test] = cases.count
      cases.append([result])
    }
  }

  /// Adds attempts of a case that the report told before.
  ///
  /// - Parameters:
  ///   - attempts: the attempts, without the one that was told.
  ///   - told: what the attempt was that was told.
  /// - Returns: whether the case is one of these.
  mutating func add(_ attempts: [PendingResult], told: RetriedCase.ToldAttempt) -> Bool {
    guard let test = attempts.first?.test, let position = positions[test] else { return false }
    var results = cases[position]
    if told == .failed { results[0].outcome = Int32(Outcome.failed.rawValue) }
    results = told == .last ? attempts + results : results + attempts
    for index in results.indices { results[index].attempt = Int32(clamping: index + 1) }
    cases[position] = results
    return true
  }

  /// What the cases are, all together: a report that holds none but tests that had failed is a rerun
  /// of those, while one that also holds tests that had passed is of something else.
  static func kind(of cases: [Case]) -> Kind {
    if cases.allSatisfy(\.isRepeated) { return .repeated }
    return cases.allSatisfy(\.hadFailed) ? .rerun : .otherCases
  }
}
