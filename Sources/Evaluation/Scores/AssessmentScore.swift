public import StatisticsCore
public import TestModel

/// How right an assessment is, beyond its list.
public struct AssessmentScore: Sendable {
  /// A kind of truth and what it was taken for.
  public struct Answer: Sendable, Hashable {
    /// What is true.
    public var standing: TestTruth.Standing
    /// What the assessment says.
    public var verdict: Verdict
  }

  /// The tests of the verdict `flaky`.
  public var list = ListScore()
  /// The probabilities of all tests that failed in the window.
  public var calibration = Calibration()
  /// The probabilities of those that failed for another reason than an outage: in a window with an
  /// outage of everything, most tests failed for no other.
  public var calibrationOfOwn = Calibration()
  /// How often each truth got each verdict.
  public var answers: [Answer: Int] = [:]
  /// Of the tests that would be quarantined without asking, those that are not flaky.
  public var quarantineFalse = Share()
  /// The highest share of them in one history.
  public var worstQuarantine = Share()
  /// Of the flaky tests on the list that have a rate, those whose 90 % interval holds it.
  public var rateIntervals = Share()
  /// Of the tests that are regressed, or on the list and flaky since a commit in the window, those
  /// whose range of commits holds the true one.
  public var onsets: [TestTruth.Standing: Share] = [:]
  /// How well outages were found.
  public var outages = OutageScore()

  /// A score of nothing.
  public init() {}

  /// Scores the assessment of one history; a test of which it says nothing counts as not flaky.
  public init(
    _ assessment: FlakinessAssessment,
    of history: FlakinessHistory,
    truth finder: TruthFinder
  ) {
    let assessed = Dictionary(
      assessment.tests.map { ($0.test.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for timeline in history.timelines {
      let truth = finder.truth(ofRow: timeline.test.id)
      let assessed = assessed[timeline.test.id]
      list.add(truth, isListed: assessed?.verdict == .flaky)
      calibration.add(assessed?.probability ?? 0, isTrue: truth.isFlaky)
      if truth.ownFailures > 0 {
        calibrationOfOwn.add(assessed?.probability ?? 0, isTrue: truth.isFlaky)
      }
      guard let test = assessed else { continue }
      answers[Answer(standing: truth.standing, verdict: test.verdict), default: 0] += 1
      if test.wouldBeQuarantined, !truth.isExcused { quarantineFalse.add(!truth.isFlaky) }
      addRate(test, truth)
      addOnset(test, truth, finder)
    }
    worstQuarantine = quarantineFalse
    outages = OutageScore(assessment, OutageHits(finder.recorded, window: finder.window))
  }

  private mutating func addRate(_ test: TestAssessment, _ truth: TestTruth) {
    guard truth.standing == .flaky, test.verdict == .flaky, let rate = truth.rate else { return }
    rateIntervals.add(test.rate.low <= rate && rate <= test.rate.high)
  }

  private mutating func addOnset(
    _ test: TestAssessment,
    _ truth: TestTruth,
    _ finder: TruthFinder
  ) {
    guard let since = truth.since, finder.isInWindow(since) else { return }
    let isTold =
      switch truth.standing {
      case .flaky: test.verdict == .flaky
      case .regressed: test.verdict == .regressed
      default: false
      }
    guard isTold else { return }
    let holds = test.assessedRange.map { finder.holds($0, position: since) } ?? false
    onsets[truth.standing, default: Share()].add(holds)
  }

  /// The scores of several histories pooled.
  public static func + (left: AssessmentScore, right: AssessmentScore) -> AssessmentScore {
    var sum = left
    sum.list = left.list + right.list
    sum.calibration = left.calibration + right.calibration
    sum.answers.merge(right.answers, uniquingKeysWith: +)
    sum.calibrationOfOwn = left.calibrationOfOwn + right.calibrationOfOwn
    sum.quarantineFalse = left.quarantineFalse + right.quarantineFalse
    if (right.worstQuarantine.value ?? -1) > (left.worstQuarantine.value ?? -1) {
      sum.worstQuarantine = right.worstQuarantine
    }
    sum.rateIntervals = left.rateIntervals + right.rateIntervals
    sum.outages = left.outages + right.outages
    sum.onsets.merge(right.onsets, uniquingKeysWith: +)
    return sum
  }
}
