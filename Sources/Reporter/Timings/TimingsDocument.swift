public import StatisticsCore
import TestModel

/// The JSON of `evenkeel timings`; its keys are public interface.
public struct TimingsDocument: Encodable, Sendable {
  struct Window: Encodable { var from, to: String }
  struct Item: Encodable {
    var repo, file, classname, name: String
    var expectedSeconds, share: Double
    var suites: [InSuite]
  }
  struct InSuite: Encodable {
    var job, variant: String
    var expectedSeconds, deviationSeconds, medianSeconds, p95Seconds: Double
    var runs: Int
  }
  struct Changes: Encodable {
    var seriesTried: Int
    var falseDiscoveryRate: Double
    var found: [Change]
  }
  struct Change: Encodable {
    var repo, file, classname, name: String
    var suites: [Suite]
    var direction: String
    var isGradual, isNotable, isLast: Bool
    var beforeSeconds, afterSeconds, factor, costSecondsPerDay: Double
    var runsBefore, runsAfter: Int
    var casesBefore, casesAfter: Int
    var pValue, adjustedPValue: Double
    var firstRun, lastRunBefore, upToRun: Run
  }
  struct Suite: Encodable { var job, variant: String }
  struct Run: Encodable {
    var startedAt: String
    var commit, pipeline, url: String?
  }

  let schemaVersion = 1
  let asOf: String
  let window: Window
  let by: String
  let branch: String?
  let summary: String
  let expectedSeconds: Double
  let itemCount: Int
  let slowest: [Item]
  let changes: Changes
  let suites: [SuiteRecord]

  /// Creates the document of a report.
  ///
  /// - Parameters:
  ///   - slowest: how many files, classes or tests are listed.
  ///   - onlyChanges: whether nothing is listed but what became slower or faster.
  public init(_ report: TimingsReport, slowest: Int, onlyChanges: Bool) {
    asOf = report.window.upperBound.iso8601
    window = Window(
      from: report.window.lowerBound.iso8601,
      to: report.window.upperBound.iso8601
    )
    by = report.kind.rawValue
    branch = report.branch
    summary = report.headline
    expectedSeconds = seconds(report.expected)
    itemCount = report.items.count
    let listed = onlyChanges ? [] : report.items.prefix(slowest)
    self.slowest = listed.map { Item($0, in: report) }
    changes = Changes(
      seriesTried: report.tried,
      falseDiscoveryRate: DurationChanges.falseDiscoveryRate,
      found: report.changes.map { Change($0, in: report) }
    )
    suites = report.suites.map { SuiteRecord($0, in: report) }
  }
}

extension TimingsDocument.Item {
  init(_ item: ItemReport, in report: TimingsReport) {
    self.init(
      repo: item.repo,
      file: item.name.file,
      classname: item.name.classname,
      name: item.name.name,
      expectedSeconds: seconds(item.expected),
      share: item.share.rounded(places: 5),
      suites: item.suites.map { time in
        TimingsDocument.InSuite(
          job: report.suites[time.suite].job,
          variant: report.suites[time.suite].variant,
          expectedSeconds: seconds(time.expected),
          deviationSeconds: seconds(time.deviation),
          medianSeconds: seconds(time.median),
          p95Seconds: seconds(time.p95),
          runs: time.runs
        )
      }
    )
  }
}

extension TimingsDocument.Change {
  init(_ report: ChangeReport, in timings: TimingsReport, suite: SuiteReport? = nil) {
    let change = report.change
    let suites = suite.map { [$0] } ?? ([report.suite] + report.alsoIn).map { timings.suites[$0] }
    self.init(
      repo: suites[0].repo,
      file: report.name?.file ?? "",
      classname: report.name?.classname ?? "",
      name: report.name?.name ?? "",
      suites: suites.map { TimingsDocument.Suite(job: $0.job, variant: $0.variant) },
      direction: change.isSlower ? "slower" : "faster",
      isGradual: change.isGradual,
      isNotable: change.isNotable,
      isLast: change.isLast,
      beforeSeconds: seconds(change.before),
      afterSeconds: seconds(change.after),
      factor: change.factor.rounded(places: 3),
      costSecondsPerDay: seconds(report.costPerDay),
      runsBefore: change.runsBefore,
      runsAfter: change.runsAfter,
      casesBefore: Int(change.casesBefore),
      casesAfter: Int(change.casesAfter),
      pValue: change.pValue.roundedToThreeDigits,
      adjustedPValue: change.adjustedPValue.roundedToThreeDigits,
      firstRun: TimingsDocument.Run(report.first),
      lastRunBefore: TimingsDocument.Run(report.lastBefore),
      upToRun: TimingsDocument.Run(report.upTo)
    )
  }
}

extension TimingsDocument.Run {
  init(_ run: SuiteRunPlace) {
    self.init(
      startedAt: run.startedAt.iso8601,
      commit: run.commit,
      pipeline: run.pipeline,
      url: run.url
    )
  }
}
