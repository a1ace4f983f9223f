/// What the history says of a test at a moment.
public enum Verdict: String, Sendable, Hashable, CaseIterable, Codable {
  /// It passes and fails on the same code.
  case flaky
  /// It fails every time, and no passing run is in the window.
  case broken
  /// It fails every time since a commit in the window, and passed before.
  case regressed
  /// It fails every time on some variants and passes on the others.
  case environment
  /// It was flaky, and has passed since for long enough to say that it stopped.
  case recovered
  /// Its failures have another explanation: an outage, or a change that was being tested.
  case healthy
  /// The evidence decides nothing yet.
  case undecided
}
