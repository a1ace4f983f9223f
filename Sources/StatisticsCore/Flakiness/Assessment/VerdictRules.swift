import RealModule
import TestModel

/// Where the lines between verdicts are.
///
/// In order: a test that is failing on the default branch at the end of the window is regressed (it
/// passed there before), broken (it never did) or an environment's (it fails on one variant only).
/// Else it is flaky when it is on the list of tests that were flaky in the window, with 5 % of false
/// discoveries, is flaky now with 50 % or more and, given that it was, still is with 70 %; recovered when it surely was flaky and surely is
/// no longer; healthy when flakiness explains next to none of its failures; and
/// undecided when none of these is sure.
enum VerdictRules {
  /// From this probability on, a test that fails on the default branch is called so.
  static let failingProbability = 0.8
  /// The least probability of a flaky test on the list, 0 to 1.
  static let listedProbability = 0.5
  /// The least probability that a test on the list, given that it was flaky, still is.
  static let stillFlakyProbability = 0.7
  /// The share of false discoveries on the list of flaky tests, 0 to 1.
  static let falseDiscoveryRate = 0.05
  /// A flaky test has recovered when this little probability is left that it still flakes.
  static let recoveredProbability = 0.1
  /// Below this probability of ever having been flaky, a test is healthy.
  static let healthyProbability = 0.1
  /// A test that is missing from this many pipelines of its jobs in a row is gone.
  static let fewestPipelinesWithout = 20
}

/// How a test fails on the default branch at the end of the window.
struct FailingState {
  var verdict: Verdict
  /// The first commit that is more likely broken than not.
  var sinceCommit: String?
  /// The commits of which one broke it.
  var since: CommitRange
}

extension BelievedTest {
  /// What the test is if it fails on the default branch now; none if it does not.
  func failingState(_ facts: RunFacts) -> FailingState? {
    let steps = chain.steps.steps
    guard let last = steps.indices.last else { return nil }
    if posterior.broken[last] >= VerdictRules.failingProbability {
      let (state, passedBefore) = breakBegin(facts) { posterior.broken[$0] }
      return FailingState(
        verdict: passedBefore ? .regressed : .broken,
        sinceCommit: state.commit,
        since: state.range
      )
    }
    if posterior.broken[last] + posterior.variantBroken[last] >= VerdictRules.failingProbability {
      let (state, _) = breakBegin(facts) { posterior.variantBroken[$0] + posterior.broken[$0] }
      return FailingState(
        verdict: .environment,
        sinceCommit: state.commit,
        since: state.range
      )
    }
    return nil
  }

  /// Where the break that goes on began: after the last commit that is surely good (under 2 %), up to
  /// the first one that is surely broken (95 %) or else the last one, and most likely at the first
  /// that is broken rather than not.
  private func breakBegin(
    _ facts: RunFacts,
    _ probability: (Int) -> Double
  ) -> (state: (commit: String?, range: CommitRange), passedBefore: Bool) {
    var commit: String?
    var range = CommitRange(after: nil, upTo: nil)
    for step in chain.steps.steps.indices.reversed() {
      let told = chain.steps.steps[step]
      guard told.isOnDefaultBranch || told.isStretch else { continue }
      let broken = probability(step)
      if broken < 0.02, told.units.contains(where: { units.units[$0].isOnDefaultBranch }) {
        range.after = lastDefaultCommit(told.units, facts)
        return ((commit, range), true)
      }
      if broken >= 0.5 { commit = lastDefaultCommit(told.units, facts) ?? commit }
      if broken >= 0.95 || range.upTo == nil {
        range.upTo = lastDefaultCommit(told.units, facts) ?? range.upTo
      }
    }
    return ((commit, range), false)
  }

  private func lastDefaultCommit(_ range: Range<Int>, _ facts: RunFacts) -> String? {
    range.last { units.units[$0].isOnDefaultBranch }
      .flatMap { facts.codes[Int(units.units[$0].code)].commit }
  }

  /// The commits between which the test began to be flaky, with 90 % probability.
  func onsetRange(_ facts: RunFacts) -> CommitRange {
    let before = posterior.begun.lastIndex { $0 <= 0.05 }
    let by = posterior.begun.firstIndex { $0 >= 0.95 }
    func commit(_ step: Int?) -> String? {
      step.flatMap {
        facts.codes[Int(units.units[chain.steps.steps[$0].units.upperBound - 1].code)].commit
      }
    }
    return CommitRange(after: commit(before), upTo: commit(by))
  }
}
