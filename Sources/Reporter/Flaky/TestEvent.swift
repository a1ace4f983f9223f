import StatisticsCore
import TestModel

/// One failure of a first attempt, whether or not it counts as a flake.
struct TestEvent: Sendable, Hashable {
  /// What stands against the failure, where it counts as a flake.
  var kind: FlakeEvidence.Kind?
  /// Why it does not, where it does not.
  var reason: DiscountedFailure.Reason?
  /// How sure that is, 0 to 1.
  var weight: Double
  var at: Timestamp
  var jobRunID: Int64
  var commit: String?
  var stream: JobVariant
  var signature: String?

  /// `flake`, or the reason why it counts as none.
  var countsAs: String { reason?.rawValue ?? "flake" }
}

extension TestAssessment {
  /// All failures of its first attempts, by time, and at one moment by job and commit: rows have
  /// other numbers in another history that says the same.
  var events: [TestEvent] {
    let flakes = evidence.map {
      TestEvent(
        kind: $0.kind,
        weight: $0.weight,
        at: $0.at,
        jobRunID: $0.jobRunID,
        commit: $0.commit,
        stream: $0.stream,
        signature: $0.signature
      )
    }
    let others = discounted.map {
      TestEvent(
        reason: $0.reason,
        weight: $0.weight,
        at: $0.at,
        jobRunID: $0.jobRunID,
        commit: $0.commit,
        stream: $0.stream
      )
    }
    return (flakes + others).sorted {
      ($0.at, $0.stream, $0.commit ?? "", $0.countsAs, $0.weight, $0.jobRunID)
        < ($1.at, $1.stream, $1.commit ?? "", $1.countsAs, $1.weight, $1.jobRunID)
    }
  }
}
