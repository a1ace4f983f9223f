/// How much the policy puts in quarantine at most; what people put there counts, and is never
/// touched.
public struct QuarantineLimits: Sendable, Hashable {
  /// The entries that the policy has at once; hand-made ones do not count.
  public var maximumEntries = 50
  /// The share, 0 to 1, of the tests of each suite that a test is of, hand-made entries counted; none
  /// where there is no such limit.
  ///
  /// A suite is what a job of a repository runs.
  public var maximumShare: Double?
  /// The entries of any one owner, hand-made ones counted; none where there is no such limit.
  public var maximumPerOwner: Int?

  /// Creates the limits that hold where nothing else is said.
  public init() {}
}
