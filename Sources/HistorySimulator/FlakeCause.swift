/// What makes a flaky test fail now and then.
public enum FlakeCause: String, Sendable, Hashable, CaseIterable {
  /// Nothing in particular: its failures look like any, those of other causes among them.
  case unspecified
  /// It fails within some hours of the day only, and says which day it took it for.
  case timeOfDay = "time_of_day"
  /// It fails on slow runners only, where it takes longer than it allows itself.
  case slowHost = "slow_host"
  /// It does not end until its time limit stops it.
  case timeout
  /// It depends on random numbers, and its message has their seed.
  case randomness
  /// A connection breaks or is refused.
  case network
  /// It shares a resource with tests that fail together with it.
  case sharedResource = "shared_resource"

  /// What its failures look like; nothing when they look like any.
  var failureKinds: [FailureKind]? {
    switch self {
    case .unspecified: nil
    case .timeOfDay: [.wrongDay]
    case .slowHost: [.latency]
    case .timeout: [.timeLimit]
    case .randomness: [.randomSeed]
    case .network: [.connectionRefused, .connectionReset]
    case .sharedResource: [.resourceLocked]
    }
  }
}
