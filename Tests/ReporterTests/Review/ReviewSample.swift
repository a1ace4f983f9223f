import TestModel

@testable import Reporter
@testable import StatisticsCore

/// Reviews that tests make by hand, with names that strangers may have given.
enum ReviewSample {
  private typealias Make = FlakyHTMLFixtures

  /// A review in which each name is this text, in each list, so many times.
  static func review(named name: String, rows: Int = 1) -> WeeklyReview {
    let tests = (0..<rows).map { row in
      Make.test(Int64(row), name, classname: "c\(row)", file: name)
    }
    let assessed = tests.map { test in
      var assessed = Make.assessed(test, evidence: [])
      assessed.sinceCommit = name
      assessed.owners = [name]
      return assessed
    }
    let assessment = Make.assessment(assessed)
    let week = ISOWeek(containing: Make.asOf).previous
    let log = tests.flatMap { self.log($0, text: name, week: week) }
    let period = week.start..<week.end
    let calendar = QuarantineCalendar(log, until: week.end)
    let history = FlakinessHistory(
      from: Make.from,
      asOf: week.end,
      jobRuns: [],
      timelines: [],
      signatures: []
    )
    return WeeklyReview(
      week: week,
      end: week.end,
      figures: figures(week),
      assessment: assessment,
      newlyFlaky: assessed,
      recovered: assessed,
      failing: assessed,
      offenders: tests.map { offender($0, name) },
      owners: (0..<rows).map {
        ReviewOwner(name: name + "\($0)", tests: 1, cost: second, flakyFailedRuns: one)
      },
      quarantine: QuarantineWeek(calendar, in: period),
      savings: QuarantineSavings(history, in: period, calendar),
      burnRates: BurnRates([], flakyFailed: []).highest(in: period),
      movers: movers(name, rows),
      outages: (0..<rows).map { _ in outage(name) },
      quality: DataQuality([], ambiguousNames: 2, movers: DurationMovers())
    )
  }

  private static let second = Microseconds(1_000_000)
  private static let one = Proportion(count: 1, total: 3)

  private static func figures(_ week: ISOWeek) -> [WeekFigures] {
    var runs = RunTally().figures
    runs.flakyFailedRuns = Proportion(count: 3, total: 100)
    runs.blockedPipelines = Proportion(count: 2, total: 40)
    var weeks = [week]
    for _ in 0..<4 { weeks.append(weeks[weeks.count - 1].previous) }
    return weeks.map { WeekFigures(week: $0, runs: runs, jobRuns: []) }
  }

  private static func offender(_ test: RecordedTest, _ owner: String) -> ReviewOffender {
    ReviewOffender(
      test: test,
      owners: [owner],
      assessment: nil,
      cost: second,
      flakyFailedRuns: one
    )
  }

  private static func log(
    _ test: RecordedTest,
    text: String,
    week: ISOWeek
  ) -> [QuarantineTransition] {
    let entered = week.start.adding(days: test.id % 2 == 0 ? -40 : 1)
    let entry = QuarantineEntry(
      test: test,
      reason: text,
      author: text,
      since: entered,
      expires: entered.adding(days: test.id % 2 == 0 ? 10 : 30),
      owner: text,
      issue: text,
      isManual: true
    )
    return [
      QuarantineTransition(kind: .entered, entry: entry, at: entered, author: text, reason: text)
    ]
  }

  private static func movers(_ name: String, _ rows: Int) -> DurationMovers {
    var movers = DurationMovers()
    movers.compared = rows
    movers.movers = (0..<rows).map { row in
      DurationMover(
        repo: name,
        item: name,
        stream: JobVariant(job: name, variant: name),
        streams: 2,
        before: second,
        after: Microseconds(3_000_000),
        runsBefore: 40,
        runsAfter: 20,
        casesBefore: 1,
        casesAfter: 2,
        falseDiscoveryRate: 0.01
      )
    }
    return movers
  }

  private static func outage(_ name: String) -> Incident {
    Incident(
      scope: .signature(name),
      kind: .outage,
      from: Make.asOf,
      to: Make.asOf,
      jobRunIDs: [1],
      testRowIDs: [1],
      failures: 1,
      signature: name,
      lostTime: second
    )
  }
}
