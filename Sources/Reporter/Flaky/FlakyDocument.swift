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
  struct Outage: Encodable {
    var scope, from, to: String
    var detail: String?
    var jobRuns: [Int64]
    var tests: Int
    var signature: String?
    var lostSeconds: Double
  }
  struct Rate: Encodable { var estimate, low, high: Double }
  struct Evidence: Encodable {
    var kind: String
    var commit: String?
    var jobRun: Int64
    var at: String
    var weight: Double
  }
  struct Cause: Encodable {
    var kind: String
    var strength: Double
    var detail: String
  }
  struct Test: Encodable {
    var id, repo, suite, classname, name, file: String
    var variants: [String]
    var verdict: String
    var probability: Double
    var flakeRate: Rate
    var executions, failures, flakes: Int
    var firstFlake, lastFlake, sinceCommit: String?
    var evidence: [Evidence]
    var causes: [Cause]
    var lostSeconds: Double
    var owners: [String]
  }

  let schemaVersion = 1
  let asOf: String
  let window: Window
  let jobRuns: Int
  let excludedJobRuns: [Excluded]
  let summary: Summary
  let outages: [Outage]
  let tests: [Test]

  /// Creates the document of an assessment with the tests that are to be listed.
  public init(_ assessment: FlakinessAssessment, tests listed: [TestAssessment]) {
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
    tests = listed.map(Test.init)
  }
}

extension FlakyDocument.Outage {
  init(_ incident: Incident) {
    switch incident.scope {
    case .wholeRun: scope = "whole_run"
    case .folder(let folder):
      scope = "folder"
      detail = folder
    case .signature(let text):
      scope = "signature"
      detail = text
    case .host(let host):
      scope = "host"
      detail = host
    case .scattered: scope = "scattered"
    }
    from = incident.from.iso8601
    to = incident.to.iso8601
    jobRuns = incident.jobRunIDs
    tests = incident.testRowIDs.count
    signature = incident.signature
    lostSeconds = incident.lostTime.seconds.rounded(places: 3)
  }
}

extension FlakyDocument.Test {
  init(_ test: TestAssessment) {
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
    evidence = test.evidence.map {
      FlakyDocument.Evidence(
        kind: $0.kind.rawValue,
        commit: $0.commit,
        jobRun: $0.jobRunID,
        at: $0.at.iso8601,
        weight: $0.weight.rounded(places: 4)
      )
    }
    causes = []
    lostSeconds = test.lostTime.seconds.rounded(places: 3)
    owners = []
  }
}
