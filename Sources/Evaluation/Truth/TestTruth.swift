/// What is true of a test at the end of a window, and what it did in it.
public struct TestTruth: Sendable, Hashable {
  /// Where a test stands with its flakiness.
  public enum Standing: String, Sendable, Hashable, CaseIterable {
    /// It fails now and then on unchanged code.
    case flaky
    /// It fails when another test ran before it.
    case orderDependent = "order-dependent"
    /// It was flaky and is fixed, in fewer than 30 clean executions since.
    case fixedJustNow = "fixed just now"
    /// It was flaky and is fixed, with 30 clean executions or more since.
    case fixed
    /// It was flaky, and is deleted or renamed.
    case flakyAndGone = "flaky, then gone"
    /// A regression of the default branch breaks it.
    case regressed
    /// It fails every time on one variant.
    case variantBroken = "broken on a variant"
    /// Nothing is wrong with it; what failed was an outage, a change under review or a regression
    /// that is fixed.
    case healthy
  }

  /// The number of clean executions after which a fixed test may no longer be called flaky.
  public static let cleanExecutionsOfFixed = 30

  /// Where it stands.
  public var standing: Standing
  /// Whether it fails now and then on unchanged code, whatever else is wrong with it.
  public var isFlaky: Bool
  /// The probability that a first attempt fails, over what it ran while it was flaky, 0 to 1; none
  /// for tests that are not flaky at a rate.
  public var rate: Double?
  /// Whether it flakes on some of its job's variants only.
  public var isOnOneVariant: Bool
  /// The position of the first commit of the default branch that has what is true of it now; none
  /// where it is so from the first commit on, or nothing is.
  public var since: Int?
  /// First attempts in the window that failed because the test is flaky or depends on an order.
  public var flakeFailures: Int
  /// First attempts in the window that failed for any other reason than an outage, with those.
  public var ownFailures: Int

  /// Whether it has to be called flaky: nothing else is wrong with it.
  public var isWanted: Bool { standing == .flaky || standing == .orderDependent }

  /// Whether calling it flaky is neither right nor wrong: it is fixed since just now, gone, or
  /// broken as well.
  public var isExcused: Bool {
    standing == .fixedJustNow || standing == .flakyAndGone || isFlaky && !isWanted
  }
}
