/// Why a test that failed did not fail its run.
///
/// A test that was never meant to pass yet, such as one that its author marked with pytest's `xfail`
/// and that failed, is none of these: it did what was expected of it, and is told as skipped.
public enum FailureExcuse: String, Sendable, Hashable {
  /// A list of our quarantine, by the mark that it leaves in the report.
  case quarantine
  /// A rule of the runner's own, such as Robot Framework's `--skiponfailure`.
  case runner
}

/// The words by which a list of the quarantine tells in a report what it did to a test.
///
/// What writes the lists and what reads the reports have them from here. Where a runner has a place for
/// a message, a test that was not run and one that failed under an excuse differ in nothing else.
public enum QuarantineMark {
  /// Before the message of a test that was not run.
  public static let notRun: StaticString = "evenkeel: in quarantine, not run"
  /// Before the message of a failure that was excused.
  public static let failed: StaticString = "evenkeel: in quarantine, failed: "
  /// Before the message of an error beside the test itself, as in a fixture, that was excused.
  public static let errored: StaticString = "evenkeel: in quarantine, errored: "
  /// Between the message and the failure in full, on a line of its own.
  public static let details: StaticString = "\n\nevenkeel: in full:\n"
}
