import RealModule
import TestModel

/// Gives verdicts to the tests of a history, which takes all of them together: a list of which a
/// share is false is made of many.
struct Judgment {
  /// By test: whether it is on the list of tests that were flaky.
  private let isListed: [Bool]
  /// By test: the lowest rate of false discoveries of a list that quarantine may take from and that
  /// it is on.
  private let levels: [Double]

  /// - Parameters:
  ///   - pastProbabilities: by test, the probability that it was flaky.
  ///   - logEvidence: by test, the decimal logarithm of its e-value.
  ///   - testCount: how many tests there are, with those that never failed.
  init(pastProbabilities: [Double], logEvidence: [Double], testCount: Int) {
    var isListed = Array(repeating: false, count: pastProbabilities.count)
    for position in localFalseDiscoveryList(
      pastProbabilities,
      rate: VerdictRules.falseDiscoveryRate
    ) {
      isListed[position] = true
    }
    levels = falseDiscoveryRates(
      logEValues: logEvidence.map { $0 * .log(10) },
      total: testCount
    )
    self.isListed = isListed
  }

  /// Gives a test its verdict and what follows from it.
  ///
  /// - Parameters:
  ///   - position: the test's position among those of the lists.
  ///   - failing: how it fails on the default branch now; none if it does not, or is gone.
  func judge(_ test: inout TestAssessment, at position: Int, failing: FailingState?) {
    test.verdict = failing?.verdict ?? verdict(test, isListed: isListed[position])
    if let failing {
      test.sinceRange = failing.since
      test.sinceCommit = failing.sinceCommit ?? test.sinceCommit
    }
    test.runsToDecide = runsToDecide(test)
    test.falseDiscoveryRate = levels[position]
    test.qualifiesForQuarantine = EntryRule().obstacle(to: test) == nil
  }

  private func verdict(_ test: TestAssessment, isListed: Bool) -> Verdict {
    // Nothing can be said of how a test is that is no longer there.
    if test.isGone {
      return test.pastProbability >= VerdictRules.healthyProbability ? .undecided : .healthy
    }
    if isListed, test.probability >= VerdictRules.listedProbability,
      test.probability >= test.pastProbability * VerdictRules.stillFlakyProbability
    {
      return .flaky
    }
    if test.pastProbability >= VerdictRules.listedProbability,
      test.probability < VerdictRules.recoveredProbability
    {
      return .recovered
    }
    return test.pastProbability < VerdictRules.healthyProbability ? .healthy : .undecided
  }

  /// The clean first attempts n after which the odds of an open question are under those of its line:
  /// odds · (1 − p)^n ≤ line, Bayes' rule with the rate as it is estimated.
  private func runsToDecide(_ test: TestAssessment) -> Int? {
    guard test.verdict == .undecided || test.verdict == .flaky, !test.isGone,
      test.probability > 0, test.probability < 1
    else { return nil }
    let line =
      test.pastProbability >= VerdictRules.listedProbability
      ? VerdictRules.recoveredProbability : VerdictRules.healthyProbability
    let odds = test.probability / (1 - test.probability) * (1 - line) / line
    guard odds > 1 else { return 0 }
    let rate = min(0.999, max(test.rate.estimate, 1e-4))
    return RunsToDecide.moreCleanRuns(fromRate: rate, bayesFactor: odds)
  }
}

/// What decides the place of a test on the list: flaky ones first, by how sure that is, then by what
/// they cost; equals are in the order of the history.
///
/// Keys are sorted and not tests, which are large. Tests that failed in incidents only come after all
/// of them.
struct ListKey: Comparable {
  private let isFlaky: Bool
  private let probability: Double
  private let lostTime: Int64
  let position: Int

  init(_ test: TestAssessment, position: Int) {
    isFlaky = test.verdict == .flaky
    probability = test.probability
    lostTime = test.lostTime.count
    self.position = position
  }

  static func < (left: ListKey, right: ListKey) -> Bool {
    if left.isFlaky != right.isFlaky { return left.isFlaky }
    if left.probability != right.probability { return left.probability > right.probability }
    if left.lostTime != right.lostTime { return left.lostTime > right.lostTime }
    return left.position < right.position
  }
}
