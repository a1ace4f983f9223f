/// One flaky test to be.
public struct FlakeSettings: Sendable, Hashable {
  /// Whether the test was always flaky.
  public enum Course: String, Sendable, Hashable {
    /// From the first commit to the last.
    case steady
    /// From a commit in the middle on.
    case begins
    /// Up to a commit in the middle.
    case fixed
  }

  /// The probability that an execution fails, 0 to 1.
  public var rate: Double
  /// When the test is flaky.
  public var course: Course
  /// The job it is in.
  public var job: String
  /// Whether it is flaky on one of the job's variants only.
  public var onOneVariant: Bool
  /// What makes it fail.
  ///
  /// A test of the slow runners is one of no particular cause where there are none.
  public var cause: FlakeCause
  /// The rate, 0 to 1, from a commit in the middle on; nothing when it stays what it is.
  public var laterRate: Double?
  /// Between which shares of the commits, 0 to 1, the test is flaky, in place of its course; an end
  /// of 1 is none.
  public var part: ClosedRange<Double>?

  /// A flaky test of the given rate, steady and on all variants when nothing else is said.
  public init(
    rate: Double,
    course: Course = .steady,
    job: String = "unit",
    onOneVariant: Bool = false,
    cause: FlakeCause = .unspecified,
    laterRate: Double? = nil,
    part: ClosedRange<Double>? = nil
  ) {
    self.rate = rate
    self.course = course
    self.job = job
    self.onOneVariant = onOneVariant
    self.cause = cause
    self.laterRate = laterRate
    self.part = part
  }
}
