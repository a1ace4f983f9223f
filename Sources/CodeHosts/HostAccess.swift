import Foundation

/// How the environment lets the comments of a repository be written.
public struct HostAccess: Sendable {
  /// Why nothing can be posted from here.
  public enum Obstacle: Error, Sendable, Hashable {
    /// No CI of a code host is known here, and none was named.
    case noHost
    /// The variable that should name something does not.
    case missing(variable: String)
    /// There is no token; the variables that could hold one.
    case noToken(variables: [String])
    /// The pull request comes from a fork, whose jobs get a token that may only read.
    case fork
    /// The token of a job on GitLab may not write notes.
    case jobToken
    /// The token can be none.
    case badToken(variable: String)
  }

  /// The host.
  public let kind: HostKind
  let client: APIClient
  let repository: String
  let graphQL: URL

  /// Finds out how to write.
  ///
  /// - Parameters:
  ///   - kind: the host; by the environment where none is named.
  ///   - tokenVariable: the variable that holds the token; the host's usual one where none is named.
  ///   - repository: the repository; by the environment where none is named.
  ///   - event: GitHub's event that set the job off.
  /// - Throws: `Obstacle`.
  public init(
    _ kind: HostKind?,
    variables: [String: String],
    tokenVariable: String?,
    repository: String?,
    event: GitHubJobEvent?,
    transport: any HTTPTransport,
    clock: any HostClock
  ) throws(Obstacle) {
    guard let kind = kind ?? HostKind(variables: variables) else { throw .noHost }
    self.kind = kind
    let settings = try HostSettings(kind, variables, tokenVariable, repository, event)
    self.repository = settings.repository
    graphQL = settings.graphQL
    client = APIClient(
      base: settings.base,
      headers: settings.headers,
      secrets: settings.secrets,
      transport: transport,
      clock: clock
    )
  }

  /// The comments of a pull request.
  public func pullRequest(_ number: Int) -> any CommentHost {
    switch kind {
    case .gitHub: gitHub(number)
    case .gitLab: GitLabMergeRequest(client: client, project: repository, number: number)
    case .bitbucket: BitbucketPullRequest(client: client, repository: repository, number: number)
    }
  }

  /// The pull request as one of GitHub's.
  func gitHub(_ number: Int) -> GitHubPullRequest {
    GitHubPullRequest(client: client, repository: repository, number: number, graphQL: graphQL)
  }
}

extension HostAccess.Obstacle: CustomStringConvertible {
  /// Why, as a sentence with what to do.
  public var description: String {
    switch self {
    case .noHost: "no code host is known here; name it with --host"
    case .missing(let variable): "\(variable) is not set"
    case .noToken(let variables):
      "there is no token; set \(variables.joined(separator: " or ")), or name another variable with "
        + "--token-variable"
    case .fork:
      "the pull request comes from a fork, whose jobs may not write comments; the README has a "
        + "workflow that may"
    case .jobToken:
      "CI_JOB_TOKEN may not write comments on GitLab; set GITLAB_TOKEN to a project access token with "
        + "the scope api"
    case .badToken(let variable): "the token in \(variable) has characters that no token has"
    }
  }
}
