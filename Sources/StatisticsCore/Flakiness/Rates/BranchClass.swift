public import TestModel

/// What kind of code a job run tested.
public enum BranchClass: String, Sendable, Hashable, CaseIterable, Comparable {
  /// The default branch itself.
  case defaultBranch = "default_branch"
  /// A pull request.
  case pullRequest = "pull_request"
  /// Another branch.
  case other

  /// The class of a job run.
  public init(_ run: RecordedJobRun) {
    if run.jobRun.pr != nil {
      self = .pullRequest
    } else {
      self = run.isOnDefaultBranch ? .defaultBranch : .other
    }
  }

  /// Orders the values for output.
  public static func < (left: BranchClass, right: BranchClass) -> Bool {
    left.rawValue < right.rawValue
  }
}
