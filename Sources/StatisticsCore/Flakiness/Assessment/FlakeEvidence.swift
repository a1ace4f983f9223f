public import TestModel

/// One failure of a first attempt that counts as a flake.
public struct FlakeEvidence: Sendable, Hashable {
  /// What stands against the failure.
  public enum Kind: String, Sendable, Hashable {
    /// A retry in the same job run passed.
    case retry
    /// Another run of the job at the same commit passed.
    case rerun
    /// The commits of the default branch before and after it passed.
    case isolated
    /// It failed on a change, and no more than on unrelated ones, whose base passes.
    case unrelatedChange = "unrelated_change"
  }

  /// What stands against the failure.
  public var kind: Kind
  /// The commit that was tested.
  public var commit: String?
  /// The row of the job run that failed.
  public var jobRunID: Int64
  /// The test's job and variant.
  public var stream: JobVariant
  /// When the job run that failed began.
  public var at: Timestamp
  /// The probability that it was a flake, 0 to 1, after all that was observed.
  public var weight: Double
  /// The failure's signature.
  public var signature: String?
  /// Whether the test's job and variant passed since: on the same code, or on the default branch.
  ///
  /// Until then it may as well be broken on that variant.
  public var hasPassedSince = true
}

/// One failure of a first attempt that does not count as a flake, and why.
public struct DiscountedFailure: Sendable, Hashable {
  /// Why a failure does not count.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// It came together with others, beyond what their tests do by themselves.
    case incident
    /// The default branch was broken.
    case brokenBranch = "broken_branch"
    /// One variant was broken.
    case brokenVariant = "broken_variant"
    /// The change under test broke it.
    case brokenChange = "broken_change"
    /// It stands alone, and nothing speaks for a flake more than for an accident.
    case unexplained
  }

  /// Why it does not count.
  public var reason: Reason
  /// How sure that is, 0 to 1.
  public var weight: Double
  /// The commit that was tested.
  public var commit: String?
  /// The row of the job run that failed.
  public var jobRunID: Int64
  /// The test's job and variant.
  public var stream: JobVariant
  /// When the job run that failed began.
  public var at: Timestamp
}
