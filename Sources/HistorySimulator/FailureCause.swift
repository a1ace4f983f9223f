/// Why an attempt of a test ended as it did.
public enum FailureCause: Sendable, Hashable {
  /// It did not fail.
  case none
  /// The test is flaky.
  case flake
  /// Its polluter ran before it on the same node, or its setter did not.
  case order
  /// The test is red on this variant.
  case variant
  /// A regression of the default branch, by its index in the truth.
  case regression(Int)
  /// The pull request of this number broke it.
  case pullRequest(Int)
  /// An outage, by its index in the truth.
  case outage(Int)
}
