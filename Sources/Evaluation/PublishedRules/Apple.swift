import RealModule
import StatisticsCore
import TestModel

extension PublishedRule {
  /// Apple's flip rate: the changes between pass and fail over those that were possible, by job and
  /// variant, pooled.
  ///
  /// Kowalczyk et al., "Modeling and ranking flaky tests at Apple", ICSE-SEIP 2020.
  static let appleFlipRate = PublishedRule(
    name: "Apple, flip rate",
    summary: "changes between pass and fail over all that were possible",
    judge: { history in
      history.timelines.map { timeline in
        var flips = Share()
        for stream in history.streams(of: timeline) {
          for (first, second) in zip(stream, stream.dropFirst()) {
            flips.add(first.failedFirst != second.failedFirst)
          }
          for testRun in stream where testRun.attempts > 1 { flips.add(testRun.isMixed) }
        }
        return Call(score: flips.value ?? 0)
      }
    },
    isChosenInHindsight: true
  )

  /// Apple's entropy of the outcomes on one version of the code, in bits, as the mean over the
  /// versions by how often each ran.
  ///
  /// Kowalczyk et al., "Modeling and ranking flaky tests at Apple", ICSE-SEIP 2020.
  static let appleEntropy = PublishedRule(
    name: "Apple, entropy",
    summary: "entropy of the outcomes on one commit, mean over commits",
    judge: { history in
      history.timelines.map { timeline in
        let versions = Dictionary(grouping: timeline.runs.filter(\.ran)) { testRun in
          history.codeKey(of: testRun.run)
        }
        var sum = 0.0
        var total = 0
        for (_, runs) in versions.sorted(by: { $0.key < $1.key }) {
          let attempts = runs.reduce(0) { $0 + Int($1.attempts) }
          let failures = runs.reduce(0) { $0 + Int($1.failures) }
          sum += Double(attempts) * entropy(Double(failures) / Double(attempts))
          total += attempts
        }
        return Call(score: total > 0 ? sum / Double(total) : 0)
      }
    },
    isChosenInHindsight: true
  )

  private static func entropy(_ share: Double) -> Double {
    guard share > 0, share < 1 else { return 0 }
    return -share * .log2(share) - (1 - share) * .log2(1 - share)
  }
}
