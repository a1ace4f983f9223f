public import StatisticsCore
import TestModel

/// The JSON of `evenkeel flaky`; its keys are public interface.
public struct FlakyDocument: Encodable, Sendable {
  struct Window: Encodable { var from, to: String }
  struct Excluded: Encodable {
    var id: Int64
    var reason: String
  }
  struct Summary: Encodable {
    var tests: [String: Int]
    var flakyFailedJobRuns: Int
    var lostSeconds: Double
    var outages: Int
    var ambiguousNames: Int
  }
  struct Test: Encodable {
    var id, repo, suite, classname, name, file: String
    var variants: [String]
    var verdict: String
    var probability: Double
    var flakeRate: Rate
    var executions, failures, flakes: Int
    var firstFlake, lastFlake, sinceCommit: String?
    var sinceRange: Range?
    var evidence: [Evidence]
    var explanation: Explanation
    var causes: [Cause]
    var lostSeconds: Double
    var blockedPipelines: Int
    var owners: [String]
  }
  struct Rate: Encodable { var estimate, low, high: Double }
  struct Range: Encodable { var after, upTo: String? }
  struct Evidence: Encodable {
    var kind: String
    var commit: String?
    var jobRun: Int64
    var at: String
    var weight: Double
  }

  let schemaVersion = 1
  let asOf: String
  let window: Window
  let jobRuns: Int
  let excludedJobRuns: [Excluded]
  let summary: Summary
  let outages: [Outage]
  let incidents: [IncidentRecord]
  let rates: Rates
  let power: Power?
  let definitions: Definitions
  let tests: [Test]

  /// Creates the document of an assessment with the tests that are to be listed.
  ///
  /// - Parameter known: the tests that incidents and causes name by row; those of the assessment
  ///   unless given.
  public init(
    _ assessment: FlakinessAssessment,
    tests listed: [TestAssessment],
    known: TestsByRow? = nil
  ) {
    let known = known ?? TestsByRow(assessment)
    asOf = assessment.asOf.iso8601
    window = Window(from: assessment.from.iso8601, to: assessment.asOf.iso8601)
    jobRuns = assessment.jobRuns
    excludedJobRuns = assessment.excluded.map { Excluded(id: $0.jobRunID, reason: $0.reason) }
    let failed = assessment.tests.filter { $0.failures > 0 }
    summary = Summary(
      tests: Dictionary(
        uniqueKeysWithValues: Verdict.allCases.map { verdict in
          (verdict.rawValue, failed.count { $0.verdict == verdict })
        }
      ),
      flakyFailedJobRuns: assessment.flakyFailedJobRunIDs.count,
      lostSeconds: assessment.tests.map(\.lostTime).reduce(.zero, +).seconds.rounded(places: 3),
      outages: assessment.outages.count,
      ambiguousNames: assessment.ambiguousNames
    )
    outages = assessment.outages.map(Outage.init)
    incidents = assessment.incidents.map { IncidentRecord($0, known: known) }
    rates = Rates(assessment.rates)
    power = assessment.power.map(Power.init)
    definitions = Definitions(causesOf: listed)
    tests = listed.map { Test($0, known: known) }
  }
}

extension FlakyDocument.Test {
  init(_ test: TestAssessment, known: TestsByRow) {
    let testID = test.test.testID
    id = test.test.stableID
    repo = test.test.repo
    suite = testID.suite
    classname = testID.classname
    name = testID.name
    file = testID.file
    variants = test.streams.map(\.name)
    verdict = test.verdict.rawValue
    probability = test.probability.rounded(places: 4)
    flakeRate = FlakyDocument.Rate(
      estimate: test.rate.estimate.rounded(places: 5),
      low: test.rate.low.rounded(places: 5),
      high: test.rate.high.rounded(places: 5)
    )
    executions = test.executions
    failures = test.failures
    flakes = test.flakes
    firstFlake = test.firstFlake?.iso8601
    lastFlake = test.lastFlake?.iso8601
    sinceCommit = test.sinceCommit
    sinceRange = test.sinceRange.map { FlakyDocument.Range(after: $0.after, upTo: $0.upTo) }
    evidence = test.evidence.map {
      FlakyDocument.Evidence(
        kind: $0.kind.rawValue,
        commit: $0.commit,
        jobRun: $0.jobRunID,
        at: $0.at.iso8601,
        weight: $0.weight.rounded(places: 4)
      )
    }
    explanation = FlakyDocument.Explanation(test)
    causes = test.causes.map { FlakyDocument.Cause($0, known: known) }
    lostSeconds = test.lostTime.seconds.rounded(places: 3)
    blockedPipelines = test.blockedPipelines
    owners = test.owners
  }
}
