public import TestModel

/// What a week of CI was like.
public struct WeeklyReview: Sendable, Hashable {
  /// The week.
  public var week: ISOWeek
  /// The moment up to which the history counts: the week's end, or earlier where it is not over.
  public var end: Timestamp
  /// The figures of the week and of the four before it, the latest first.
  public var figures: [WeekFigures]
  /// What the history of the five weeks says at the end.
  public var assessment: FlakinessAssessment
  /// Flaky tests that were not flaky at the start of the week.
  public var newlyFlaky: [TestAssessment]
  /// Tests that were flaky at the start of the week, and recovered.
  public var recovered: [TestAssessment]
  /// Tests that fail every time at the end of the week.
  public var failing: [TestAssessment]
  /// What flakes cost in the week by test, those that cost most first.
  public var offenders: [ReviewOffender]
  /// What flakes cost in the week by owner, those that cost most first.
  public var owners: [ReviewOwner]
  /// What moved in quarantine.
  public var quarantine: QuarantineWeek
  /// What quarantine saved.
  public var savings: QuarantineSavings
  /// How fast the error budget was spent at most in the week, by length of window.
  public var burnRates: [BurnRate]
  /// The files that take more or less time than in the four weeks before.
  public var movers: DurationMovers
  /// The outages that began in the week.
  public var outages: [Incident]
  /// How much of all this is known.
  public var quality: DataQuality
}

extension WeeklyReview {
  /// Reviews a week.
  ///
  /// - Parameters:
  ///   - week: the week.
  ///   - analysis: as of the end, over the week and the four before it.
  ///   - before: as of the start of the week.
  ///   - log: the whole log of the quarantine.
  ///   - movers: the files that take more or less time than before.
  ///   - owners: who owns a test.
  public init(
    week: ISOWeek,
    analysis: FlakinessAnalysis,
    before: FlakinessAssessment,
    log: [QuarantineTransition],
    movers: DurationMovers,
    owners: (RecordedTest) -> [String]
  ) {
    let assessment = analysis.assessment
    let history = analysis.history
    let period = week.start..<assessment.asOf
    let jobRuns = history.jobRuns.filter { period.contains($0.startedAt) }
    let calendar = QuarantineCalendar(log, until: assessment.asOf)
    let costs = WeekCosts(analysis, week: week, owners: owners)
    let flakyBefore = Set(before.flakyTests().map(\.test.id))
    self.init(
      week: week,
      end: assessment.asOf,
      figures: Self.figures(week, history, assessment.rates),
      assessment: assessment,
      newlyFlaky: assessment.flakyTests().filter { !flakyBefore.contains($0.test.id) },
      recovered: assessment.tests(.recovered).filter { flakyBefore.contains($0.test.id) },
      failing: assessment.tests.filter {
        [.broken, .regressed, .environment].contains($0.verdict)
      },
      offenders: costs.offenders,
      owners: costs.owners,
      quarantine: QuarantineWeek(calendar, in: period),
      savings: QuarantineSavings(history, in: period, calendar),
      burnRates: BurnRates(history.jobRuns, flakyFailed: assessment.flakyFailedJobRunIDs)
        .highest(in: period),
      movers: movers,
      outages: assessment.outages.filter { period.contains($0.from) },
      quality: DataQuality(jobRuns, ambiguousNames: assessment.ambiguousNames, movers: movers)
    )
  }

  private static func figures(
    _ week: ISOWeek,
    _ history: FlakinessHistory,
    _ rates: FlakinessRates
  ) -> [WeekFigures] {
    var weeks = [week]
    for _ in 0..<4 { weeks.append(weeks[weeks.count - 1].previous) }
    let known = Dictionary(rates.weeks.map { ($0.key, $0.figures) }, uniquingKeysWith: { $1 })
    return weeks.map { week in
      WeekFigures(
        week: week,
        runs: known[week],
        jobRuns: history.jobRuns.filter { week.start <= $0.startedAt && $0.startedAt < week.end }
      )
    }
  }

  /// The figures of the week itself.
  public var current: WeekFigures { figures[0] }

  /// The figures of the week before.
  public var previous: WeekFigures { figures[1] }

  /// How a share moved against the week before.
  public func changeOfWeek(_ share: (WeekFigures) -> Proportion) -> ShareChange {
    ShareChange(share(current), from: share(previous))
  }

  /// How a share moved against the median of the four weeks before.
  ///
  /// The median says in which direction, and the job runs of all four weeks together whether chance
  /// explains it: the median by itself has no interval.
  public func trendOfFourWeeks(
    _ share: (WeekFigures) -> Proportion,
    isBetterLower: Bool
  ) -> Trend {
    let weeks = figures.dropFirst().map(share)
    let all = Proportion(
      count: weeks.reduce(0) { $0 + $1.count },
      total: weeks.reduce(0) { $0 + $1.total }
    )
    let trend = ShareChange(share(current), from: all).trend(isBetterLower: isBetterLower)
    guard let now = share(current).value, let median = medianOfFourWeeks({ share($0).value })
    else { return .unknown }
    let isUp = now > median
    return switch trend {
    case .better: isUp == isBetterLower ? .noSignificantChange : .better
    case .worse: isUp == isBetterLower ? .worse : .noSignificantChange
    case .noSignificantChange, .unknown: trend
    }
  }

  /// The median of the four weeks before, of a figure that some of them may not have.
  public func medianOfFourWeeks(_ figure: (WeekFigures) -> Double?) -> Double? {
    let known = figures.dropFirst().compactMap(figure).sorted()
    guard !known.isEmpty else { return nil }
    let middle = known.count / 2
    return known.count % 2 == 1 ? known[middle] : (known[middle - 1] + known[middle]) / 2
  }
}
