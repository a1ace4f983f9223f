import Foundation

/// What set a job on GitHub off, as far as it says where a comment may go.
///
/// It is GitHub's own file in the runner. What a fork's run left behind as an artifact is not asked.
public struct GitHubJobEvent: Sendable, Hashable {
  /// The run that set this one off, of a `workflow_run`.
  public struct Run: Sendable, Hashable {
    /// The commit that it tested.
    public var headCommit: String
    /// The branch that it tested.
    public var headBranch: String
    /// The person or organization whose repository that branch is in.
    public var headOwner: String
  }

  /// Whether the token of the job may only read, as the pull request comes from a fork.
  public var tokenOnlyReads: Bool
  /// The run that set this one off; none for other events.
  public var run: Run?

  /// Reads an event.
  ///
  /// - Parameters:
  ///   - name: the event, such as `pull_request`.
  ///   - json: the event's file.
  public init?(name: String?, json: String) {
    guard let payload = try? JSONDecoder().decode(Payload.self, from: Data(json.utf8)) else {
      return nil
    }
    let head = payload.pull_request?.head?.repo?.full_name
    let base = payload.pull_request?.base?.repo?.full_name ?? payload.repository?.full_name
    // `pull_request_target` and `workflow_run` run the default branch's own file with its rights.
    let isForeign = ["pull_request", "pull_request_review"].contains(name)
    // The head's repository is gone where the fork was deleted.
    tokenOnlyReads = isForeign && payload.pull_request != nil && (head == nil || head != base)
    run = payload.workflow_run.flatMap { run in
      guard name == "workflow_run", let commit = run.head_sha, let branch = run.head_branch,
        let owner = run.head_repository?.owner?.login
      else { return nil }
      return Run(headCommit: commit, headBranch: branch, headOwner: owner)
    }
  }
}

/// The event as it is written; its names are the keys.
private struct Payload: Decodable {
  struct Owner: Decodable { var login: String? }
  struct Repository: Decodable {
    var full_name: String?
    var owner: Owner?
  }
  struct Side: Decodable { var repo: Repository? }
  struct PullRequest: Decodable { var head, base: Side? }
  struct Run: Decodable {
    var head_sha, head_branch: String?
    var head_repository: Repository?
  }

  var pull_request: PullRequest?
  var workflow_run: Run?
  var repository: Repository?
}
