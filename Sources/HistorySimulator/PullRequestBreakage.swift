/// A pull request that breaks tests.
public struct PullRequestBreakage: Sendable, Hashable {
  /// The number of the pull request.
  public let pullRequest: Int
  /// The first push that breaks them, from 1.
  public let fromPush: Int
  /// The push that fixes them; nothing when no push ever does.
  public let fixedAtPush: Int?
  /// What its failures look like.
  public let failureKind: FailureKind
  /// The indices of the tests it breaks, ascending.
  public internal(set) var tests: [Int]

  /// Whether a pipeline tests a push that is broken.
  public func breaks(_ pipeline: PlannedPipeline) -> Bool {
    guard pipeline.pullRequest == pullRequest, pipeline.push >= fromPush else { return false }
    guard let fixedAtPush else { return true }
    return pipeline.push < fixedAtPush
  }
}
