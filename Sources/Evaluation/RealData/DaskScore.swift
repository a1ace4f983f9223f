import StatisticsCore
import TestModel

/// What the lists of 90 days are worth in the 90 days after them, on the CI of dask/distributed.
///
/// Flaky is what failed and then passed in a later run of the same job at the same commit, in the
/// 90 days after, job runs of ten failures or more left out.
struct DaskScore {
  /// How many moments are looked at, spread evenly over the history.
  static let cutoffs = 8
  private static let days = 90
  /// Job runs of that many failures are left out of the truth: none has 9 to 11.
  private static let massFailure = 10

  /// The score of the assessments.
  private(set) var list = ListScore()
  /// The probabilities of all tests that failed in the 90 days before.
  private(set) var calibration = Calibration()
  /// The scores of the published rules.
  private(set) var rules: [RuleScore] = []
  /// What lists the tests that passed and failed on one commit, job and variant in the 90 days.
  private(set) var mixed = ListScore()
  /// Of the tests that flake in the 90 days after, those that failed in the 90 days before at all.
  private(set) var foreseeable = Share()

  init(_ rows: [OutcomeRow]) {
    let recorded = RecordedOutcomes(rows, repository: "dask/distributed")
    guard let first = recorded.jobRuns.first?.startedAt,
      let last = recorded.jobRuns.last?.startedAt
    else { return }
    let open = last.milliseconds - first.milliseconds - 2 * Self.milliseconds
    var calls = PublishedRule.all.map { _ in [(call: PublishedRule.Call, truth: TestTruth)]() }
    for cutoff in 0..<Self.cutoffs {
      let step = open * Int64(cutoff) / Int64(Self.cutoffs - 1)
      let moment = first.adding(milliseconds: Self.milliseconds + step)
      let history = recorded.history(
        from: moment.adding(days: -Self.days),
        to: moment,
        suite: recorded.tests.count
      )
      let flaking = flaking(recorded, from: moment)
      let truths = history.timelines.map { truth($0, isFlaky: flaking.contains($0.test.id)) }
      let conflict = SameCommitConflict(history: history, days: Self.days, splitsVariants: true)
      for (timeline, truth) in zip(history.timelines, truths) {
        mixed.add(truth, isListed: conflict.holds(timeline))
      }
      let failed = Set(history.timelines.map(\.test.id))
      foreseeable =
        foreseeable
        + Share(flaking.intersection(failed).count, of: flaking.count)
      add(assessFlakiness(history), history, truths)
      for (index, rule) in PublishedRule.all.enumerated() {
        calls[index] += zip(rule.judge(history), truths).map { (call: $0, truth: $1) }
      }
    }
    rules = zip(PublishedRule.all, calls).map { RuleScore($0, $1) }
  }

  private static let milliseconds = Int64(days) * 86_400_000

  private mutating func add(
    _ assessment: FlakinessAssessment,
    _ history: FlakinessHistory,
    _ truths: [TestTruth]
  ) {
    let assessed = Dictionary(
      assessment.tests.map { ($0.test.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    for (timeline, truth) in zip(history.timelines, truths) {
      let told = assessed[timeline.test.id]
      list.add(truth, isListed: told?.verdict == .flaky)
      calibration.add(told?.probability ?? 0, isTrue: truth.isFlaky)
    }
  }

  /// The rows of the tests that flake in the days after a moment.
  private func flaking(_ recorded: RecordedOutcomes, from moment: Timestamp) -> Set<Int64> {
    let end = moment.adding(days: Self.days)
    var flaking: Set<Int64> = []
    for (test, runs) in zip(recorded.tests, recorded.testRuns) {
      var failed: Set<[String?]> = []
      for testRun in runs {
        let run = recorded.jobRuns[Int(testRun.run)]
        guard moment <= run.startedAt, run.startedAt < end else { continue }
        let code = [run.jobRun.commit, run.jobRun.variant]
        let isMass = run.counts.failed + run.counts.errored >= Self.massFailure
        if testRun.failedFinally, !isMass { failed.insert(code) }
        if testRun.last == .passed, failed.contains(code) { flaking.insert(test.id) }
      }
    }
    return flaking
  }

  private func truth(_ timeline: TestTimeline, isFlaky: Bool) -> TestTruth {
    let failures = timeline.runs.count(where: \.failedFirst)
    return TestTruth(
      standing: isFlaky ? .flaky : .healthy,
      isFlaky: isFlaky,
      rate: nil,
      isOnOneVariant: false,
      since: nil,
      flakeFailures: failures,
      ownFailures: failures
    )
  }
}
