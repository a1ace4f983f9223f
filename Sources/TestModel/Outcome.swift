/// How one execution of a test ended.
public enum Outcome: Int, Sendable, Hashable, CaseIterable, Codable {
  /// The test ran and passed.
  case passed = 0
  /// The test ran and an assertion failed.
  case failed = 1
  /// The test did not get to its end: an exception, a crash, a broken set-up.
  case errored = 2
  /// The test did not run.
  case skipped = 3

  /// Whether the execution says that the test, or what it tests, does not work.
  public var isFailure: Bool { self == .failed || self == .errored }

  /// The word for the outcome in JSON and in prose.
  public var name: String {
    switch self {
    case .passed: "passed"
    case .failed: "failed"
    case .errored: "errored"
    case .skipped: "skipped"
    }
  }
}
