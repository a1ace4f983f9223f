public import TestModel

/// A pipeline: all job runs for one push or merge.
public struct PlannedPipeline: Sendable, Hashable {
  /// Its number, from 1, in the order of time.
  public let number: Int
  /// The commit it tests, 40 hexadecimal digits.
  public let commit: String
  /// The branch it tests.
  public let branch: String
  /// The pull request it tests; nothing on the default branch.
  public let pullRequest: Int?
  /// Which push of the pull request it is, from 1; 0 on the default branch.
  public let push: Int
  /// The newest commit of the default branch that is in what it tests.
  ///
  /// A pull request is tested as it would be merged, so it has the default branch's regressions.
  public let mainPosition: Int
  /// When it was triggered.
  public let triggeredAt: Timestamp
}
