import StatisticsCore
import TestModel

/// What the report is made of, with what its parts look up.
struct FlakyReportPage {
  typealias Section = HTMLPage.Section

  /// The rows of a table other than that of the flaky tests: who needs them all asks for JSON.
  static let mostRows = 200

  let assessment: FlakinessAssessment
  /// The flaky tests, those that cost most first.
  let listed: [TestAssessment]
  let repo: String?
  let runs: [Int64: RecordedJobRun]
  /// When each commit was first tested.
  let commitDates: [String: Timestamp]
  /// By test, where it is in the life of a quarantine.
  let quarantine: [Int64: QuarantineRecord]
  /// By test, what it did run by run.
  let strips: [Int64: TestStrip]
  /// Whether tests of several repositories are in one report, so that names need theirs.
  let showsRepos: Bool

  init(
    assessment: FlakinessAssessment,
    listed: [TestAssessment],
    history: FlakinessHistory?,
    jobRuns: [RecordedJobRun],
    quarantine: [QuarantineRecord],
    repo: String?
  ) {
    self.assessment = assessment
    self.listed = listed.sorted(by: FlakyReportPage.costsMore)
    self.repo = repo
    runs = Dictionary(jobRuns.map { ($0.id, $0) }) { first, _ in first }
    let dated = jobRuns.compactMap { run in run.jobRun.commit.map { ($0, run.startedAt) } }
    commitDates = Dictionary(dated, uniquingKeysWith: min)
    self.quarantine = Dictionary(quarantine.map { ($0.test.id, $0) }) { first, _ in first }
    strips = history?.strips(of: listed) ?? [:]
    showsRepos = repo == nil && Set(assessment.tests.map(\.test.repo)).count > 1
  }

  /// The sections that have something to say, in the order of the page.
  var sections: [Section] {
    [
      offenders, heatMap, regressions, outages, otherIncidents, failing, recovered, undecided,
      rates,
      evidence,
    ]
    .compactMap { $0 }
  }

  private static func costsMore(_ left: TestAssessment, _ right: TestAssessment) -> Bool {
    if left.lostTime != right.lostTime { return left.lostTime > right.lostTime }
    if left.flakes != right.flakes { return left.flakes > right.flakes }
    if left.test.repo != right.test.repo { return left.test.repo < right.test.repo }
    return left.test.testID < right.test.testID
  }

  /// A table of at most `mostRows` rows, with a note on those that are left out.
  func boundedTable<Row>(
    _ items: [Row],
    caption: HTMLText,
    columns: [HTMLTable.Column],
    row: (Row) -> [HTMLText]
  ) -> HTMLText {
    let rows = items.prefix(FlakyReportPage.mostRows).map(row)
    let table = HTMLTable(caption: caption, columns: columns, rows: rows).html
    guard items.count > rows.count else { return table }
    return table + """

      <p class="soft">The first \(grouped(rows.count)) of \(grouped(items.count)) are shown; the \
      JSON report has all.</p>
      """
  }
}
