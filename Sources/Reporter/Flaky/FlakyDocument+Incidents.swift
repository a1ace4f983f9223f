import StatisticsCore
import TestModel

extension FlakyDocument {
  /// An outage in few words; `incidents` has more.
  struct Outage: Encodable {
    var scope, from, to: String
    var detail: String?
    var jobRuns: [Int64]
    var tests: Int
    var signature: String?
    var lostSeconds: Double

    init(_ incident: Incident) {
      (scope, detail) = incident.scope.fields
      from = incident.from.iso8601
      to = incident.to.iso8601
      jobRuns = incident.jobRunIDs
      tests = incident.testRowIDs.count
      signature = incident.signature
      lostSeconds = incident.lostTime.seconds.rounded(places: 3)
    }
  }

  /// Failures that came together.
  struct IncidentRecord: Encodable {
    /// The identifiers of tests that are told of one incident.
    static let mostTests = 100

    var kind: String
    /// The probability that it was an outage.
    var probability: Double
    var scope, from, to: String
    var detail: String?
    var branches: [String]
    var jobRuns: [Int64]
    var tests: [String]
    var testCount: Int
    var failures: Int
    var signature: String?
    var lostSeconds: Double

    init(_ incident: Incident, known: TestsByRow) {
      kind = incident.kind == .outage ? "outage" : "change"
      probability = incident.outageProbability.rounded(places: 4)
      (scope, detail) = incident.scope.fields
      from = incident.from.iso8601
      to = incident.to.iso8601
      branches = incident.branches
      jobRuns = incident.jobRunIDs
      tests = known.stableIDs(incident.testRowIDs, most: IncidentRecord.mostTests)
      testCount = incident.testRowIDs.count
      failures = incident.failures
      signature = incident.signature
      lostSeconds = incident.lostTime.seconds.rounded(places: 3)
    }
  }
}

extension Incident.Scope {
  /// The scope's name, and what it is about.
  fileprivate var fields: (scope: String, detail: String?) {
    switch self {
    case .wholeRun: ("whole_run", nil)
    case .folder(let folder): ("folder", folder)
    case .signature(let text): ("signature", text)
    case .host(let host): ("host", host)
    case .scattered: ("scattered", nil)
    }
  }
}
