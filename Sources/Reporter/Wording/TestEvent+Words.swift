import StatisticsCore
import TestModel

extension TestEvent {
  /// Why the failure counts as it does, in few words.
  var why: String { kind?.words ?? reason?.words ?? "unknown" }
}

extension FlakeEvidence.Kind {
  /// What speaks for a flake, in few words.
  var words: String {
    switch self {
    case .retry: "a retry passed"
    case .rerun: "another run of the commit passed"
    case .isolated: "the commits around it passed"
    case .unrelatedChange: "the base of the change passed"
    }
  }
}

extension DiscountedFailure.Reason {
  /// The reason in few words.
  var words: String {
    switch self {
    case .incident: "in an incident"
    case .brokenBranch: "the default branch was broken"
    case .brokenVariant: "the variant was broken"
    case .brokenChange: "the change broke it"
    case .unexplained: "nothing explains it"
    }
  }
}

extension Incident {
  /// The kind in one word.
  var kindWord: String { kind == .outage ? "outage" : "change" }
}

/// A kind of cause as the subject of a sentence.
func words(_ kind: FlakeCause.Kind) -> String {
  switch kind {
  case .orderDependence: "the order of tests"
  case .timing: "timing"
  case .slowHost: "slow or busy hosts"
  case .timeOfDay: "the time of day or the date"
  case .concurrency: "concurrency"
  case .network: "the network or a service"
  case .randomness: "randomness"
  case .sharedState: "shared state"
  case .cluster: "a cause shared with other tests"
  case .variant: "one job or variant"
  case .unknown: "unknown"
  }
}

/// A cause with how much speaks for it, as a line.
func sentence(for cause: FlakeCause) -> String {
  guard cause.kind != .unknown else { return "Unknown: \(cause.detail)." }
  let strength = humanProbability(cause.strength)
  return sentence(from: "\(words(cause.kind)) (strength \(strength)): \(cause.detail)")
}

/// A moment to the minute, in UTC.
func minuteText(_ moment: Timestamp) -> String {
  let text = moment.iso8601
  return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))"
}
