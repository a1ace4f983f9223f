import StatisticsCore
import TestModel

/// How many of the flaky tests of 24 projects, with the rates that 10,000 runs showed, are found.
///
/// The runs are drawn: each project runs on 200 commits of its default branch, and every run that
/// failed is run again once. Tests that always failed are in it.
struct MeasuredRatesScore {
  private static let commits = 200

  /// The score of the assessments.
  private(set) var list = ListScore()
  /// The probabilities of all tests that failed.
  private(set) var calibration = Calibration()
  /// Of the flaky tests that are called so, those whose 90 % interval holds the rate.
  private(set) var intervals = Share()

  init(_ lines: [Substring]) {
    var projects: [String: [(test: String, rate: Double)]] = [:]
    var sizes: [String: Int] = [:]
    for line in lines {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count >= 8, let fails = Double(fields[fields.count - 5]),
        let passes = Double(fields[fields.count - 4])
      else { continue }
      sizes[String(fields[0]), default: 0] += 1
      guard fails > 0 else { continue }
      let test = fields[1..<(fields.count - 6)].joined(separator: ",")
      projects[String(fields[0]), default: []].append((test, fails / (fails + passes)))
    }
    var random = SeededGenerator(seed: 1)
    for (project, tests) in projects.sorted(by: { $0.key < $1.key }) {
      add(project, tests, suite: sizes[project] ?? 0, &random)
    }
  }

  private mutating func add(
    _ project: String,
    _ tests: [(test: String, rate: Double)],
    suite: Int,
    _ random: inout SeededGenerator
  ) {
    let rates = Dictionary(tests, uniquingKeysWith: { first, _ in first })
    let rows = drawn(tests, &random)
    let history = RecordedOutcomes(rows, repository: project)
      .history(suite: suite)
    let assessed = Dictionary(
      assessFlakiness(history).tests.map { ($0.test.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for timeline in history.timelines {
      let id = timeline.test.testID
      let rate = rates[id.classname + "#" + id.name] ?? rates[id.classname + "." + id.name] ?? 0
      let failures = timeline.runs.count(where: \.failedFirst)
      let truth = TestTruth(
        standing: rate < 1 ? .flaky : .regressed,
        isFlaky: rate < 1,
        rate: rate,
        isOnOneVariant: false,
        since: nil,
        flakeFailures: failures,
        ownFailures: failures
      )
      let told = assessed[timeline.test.id]
      list.add(truth, isListed: told?.verdict == .flaky)
      calibration.add(told?.probability ?? 0, isTrue: truth.isFlaky)
      guard let told, told.verdict == .flaky, truth.isFlaky else { continue }
      intervals.add(told.rate.low <= rate && rate <= told.rate.high)
    }
  }

  private func drawn(
    _ tests: [(test: String, rate: Double)],
    _ random: inout SeededGenerator
  ) -> [OutcomeRow] {
    var rows: [OutcomeRow] = []
    for commit in 0..<Self.commits {
      for attempt in 1...2 {
        var failed = false
        for (test, rate) in tests {
          let fails = Double.random(in: 0..<1, using: &random) < rate
          failed = failed || fails
          rows.append(
            OutcomeRow(
              run: "\(commit) \(attempt)",
              commit: "\(commit)",
              timestamp: "",
              job: "",
              test: test,
              outcome: fails ? .failed : .passed
            )
          )
        }
        if !failed { break }
      }
    }
    return rows
  }
}

/// Randomness from a seed: Steele, Lea and Flood's SplitMix64.
private struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
