public import TestModel

/// What a week of CI was like.
public struct WeeklyReview: Sendable, Hashable {
  /// The week.
  public var week: ISOWeek
  /// The figures of the week and of the four before it, the latest first.
  public var figures: [WeekFigures]
  /// What the history says at the end of the week.
  public var assessment: FlakinessAssessment
  /// Flaky tests that were not flaky a week before.
  public var newlyFlaky: [TestAssessment]
  /// Tests that were flaky a week before, and recovered.
  public var recovered: [TestAssessment]
  /// Tests that fail every time at the end of the week.
  public var failing: [TestAssessment]
  /// The outages that began in the week.
  public var outages: [Incident]
  /// The tests in quarantine.
  public var quarantine: [QuarantineEntry]

  /// Creates the review of a week.
  ///
  /// - Parameters:
  ///   - week: the week.
  ///   - jobRuns: the job runs of the week and of the four before it.
  ///   - assessment: as of the end of the week, over at least those five weeks.
  ///   - before: as of the start of the week.
  ///   - quarantine: the tests in quarantine.
  public init(
    week: ISOWeek,
    jobRuns: [RecordedJobRun],
    assessment: FlakinessAssessment,
    before: FlakinessAssessment,
    quarantine: [QuarantineEntry]
  ) {
    self.week = week
    self.assessment = assessment
    self.quarantine = quarantine
    var weeks = [week]
    for _ in 0..<4 { weeks.append(weeks[weeks.count - 1].previous) }
    let excluded = Set(assessment.excluded.map(\.jobRunID))
    figures = weeks.map { week in
      WeekFigures(
        week: week,
        jobRuns: jobRuns.filter { week.start <= $0.startedAt && $0.startedAt < week.end },
        flakyFailed: assessment.flakyFailedJobRunIDs,
        inOutage: excluded
      )
    }
    let flakyBefore = Set(before.flakyTests().map(\.test.id))
    newlyFlaky = assessment.flakyTests().filter { !flakyBefore.contains($0.test.id) }
    recovered = assessment.tests(.recovered).filter { flakyBefore.contains($0.test.id) }
    failing = assessment.tests.filter {
      [.broken, .regressed, .environment].contains($0.verdict)
    }
    outages = assessment.outages.filter { week.start <= $0.from && $0.from < week.end }
  }

  /// The figures of the week itself.
  public var current: WeekFigures { figures[0] }

  /// The figures of the week before.
  public var previous: WeekFigures { figures[1] }

  /// How the share of flaky-failed runs moved against the week before.
  public var trend: Trend {
    guard current.flakyFailed.differs(from: previous.flakyFailed),
      let now = current.flakyFailed.value, let then = previous.flakyFailed.value
    else { return .noSignificantChange }
    return now < then ? .better : .worse
  }

  /// The median of the four weeks before, of a figure that some of them may not have.
  public func medianOfFourWeeks(_ figure: (WeekFigures) -> Double?) -> Double? {
    let known = figures.dropFirst().compactMap(figure).sorted()
    guard !known.isEmpty else { return nil }
    let middle = known.count / 2
    return known.count % 2 == 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2
  }
}

/// How a figure moved.
public enum Trend: Sendable, Hashable {
  /// It fell by more than chance explains.
  case better
  /// It rose by more than chance explains.
  case worse
  /// Chance explains the difference.
  case noSignificantChange
}

/// The figures of one week.
public struct WeekFigures: Sendable, Hashable {
  /// The week.
  public var week: ISOWeek
  /// Job runs that failed only through flaky tests, of all job runs with tests.
  public var flakyFailed: Proportion
  /// Job runs that passed.
  public var passed: Proportion
  /// Job runs that passed or failed only through flaky tests: the success rate without flakes.
  public var passedWithoutFlakes: Proportion
  /// Job runs that an outage hit as a whole.
  public var inOutage: Int
  /// Job runs whose reports break off.
  public var incomplete: Int
  /// Pipelines that had a job run.
  public var pipelines: Int
  /// The time of job runs that failed only through flaky tests.
  public var lostTime: Microseconds
  /// The middle duration of a job run; none where no run tells its duration.
  public var medianDuration: Microseconds?
  /// The duration that 95 of 100 job runs stay within.
  public var p95Duration: Microseconds?

  init(
    week: ISOWeek,
    jobRuns: [RecordedJobRun],
    flakyFailed ids: Set<Int64>,
    inOutage outageIDs: Set<Int64>
  ) {
    self.week = week
    let tested = jobRuns.filter { $0.counts.cases > 0 }
    let flaky = tested.filter { ids.contains($0.id) }
    let passing = tested.filter { $0.counts.failed + $0.counts.errored == 0 && $0.isComplete }
    flakyFailed = Proportion(count: flaky.count, total: tested.count)
    passed = Proportion(count: passing.count, total: tested.count)
    passedWithoutFlakes = Proportion(count: passing.count + flaky.count, total: tested.count)
    inOutage = tested.count { outageIDs.contains($0.id) }
    incomplete = jobRuns.count { !$0.isTold }
    pipelines = Set(jobRuns.map { $0.jobRun.pipeline ?? "run \($0.id)" }).count
    lostTime = flaky.compactMap(\.jobRun.duration).reduce(.zero, +)
    let durations = tested.compactMap(\.jobRun.duration).sorted()
    medianDuration = durations.isEmpty ? nil : durations[durations.count / 2]
    // The nearest rank: the smallest value with 95 % of the runs at or below it.
    p95Duration = durations.isEmpty ? nil : durations[(durations.count * 95 + 99) / 100 - 1]
  }
}
