import TestModel

/// What failures have in common that may make them one event.
enum CoFailureScope: CaseIterable {
  // Signatures give the best excuses, and make most of the other scopes superfluous.
  case signatureInRun, signatureInHours, run, placeInRun, placeInHours, jobInHours, host

  /// How far a scope that is not one run reaches to both sides: three hours.
  static let reach: Int64 = 3 * 3_600_000
  /// On one machine, a run is looked at with two runs before and after it, within a day.
  static let neighbors = 2
  static let neighborReach: Int64 = 24 * 3_600_000

  /// The probability of an incident in a scope before anything is seen; a guess on the side of
  /// caution, because a run has many corners, and each one is looked at.
  var prior: Double {
    switch self {
    case .run: 0.005
    case .signatureInRun: 0.002
    case .placeInRun, .signatureInHours, .jobInHours, .host: 0.001
    case .placeInHours: 0.0005
    }
  }

  /// Whether the failures share their words, so that a test's own words matter as well.
  var isSignature: Bool { self == .signatureInRun || self == .signatureInHours }

  /// Whether a run may be in the scope without being hit, so that what failed in it fell into the
  /// time of an incident and was not made by it; where words are shared, these tell.
  var mayMissRuns: Bool {
    switch self {
    case .placeInHours, .jobInHours, .host: true
    case .run, .placeInRun, .signatureInRun, .signatureInHours: false
    }
  }
}

/// The failures of a history gathered by what they have in common.
struct ScopeGroups {
  /// The failures of one run.
  struct Hit {
    var run: Int
    /// Positions in `order`.
    var members: Range<Int>
  }

  /// The failures with one key, by run.
  struct Group {
    var key: Int
    var hits: Range<Int>
    /// Whether there is more than one failure, without which nothing can be in common.
    var isShared: Bool
    /// The streams in which there are such failures.
    var streams: [Int]
  }

  let scope: CoFailureScope
  private(set) var groups: [Group] = []
  private(set) var hits: [Hit] = []
  /// Positions of failures, by key, run and test.
  private(set) var order: [Int]

  init(
    _ scope: CoFailureScope,
    _ table: FailureTable,
    _ calendar: RunCalendar,
    keyOf: (CoFailure) -> Int
  ) {
    self.scope = scope
    let keys = table.failures.map(keyOf)
    order = keys.indices.filter { keys[$0] >= 0 }
    // Positions are by run already, so ties in the key need no other comparison.
    order.sort { (keys[$0], $0) < (keys[$1], $1) }
    var start = 0
    while start < order.count {
      let key = keys[order[start]]
      var end = start
      let firstHit = hits.count
      var streams: Set<Int> = []
      while end < order.count, keys[order[end]] == key {
        let run = table.failures[order[end]].run
        let begin = end
        while end < order.count, keys[order[end]] == key, table.failures[order[end]].run == run {
          end += 1
        }
        hits.append(Hit(run: run, members: begin..<end))
        streams.insert(calendar.streamOfRun[run])
      }
      groups.append(
        Group(
          key: key,
          hits: firstHit..<hits.count,
          isShared: end - start > 1,
          streams: streams.sorted()
        )
      )
      start = end
    }
  }
}
