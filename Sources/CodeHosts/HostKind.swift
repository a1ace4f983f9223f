/// The code hosts that are known.
public enum HostKind: String, Sendable, CaseIterable {
  /// GitHub, with Enterprise Server, Gitea and Forgejo.
  case gitHub = "github"
  /// GitLab.
  case gitLab = "gitlab"
  /// Bitbucket Cloud.
  case bitbucket

  /// The host of the pull requests, by the environment of its own CI; none in another CI.
  public init?(variables: [String: String]) {
    if variables["GITHUB_ACTIONS"] == "true" {
      self = .gitHub
    } else if variables["GITLAB_CI"] == "true" {
      self = .gitLab
    } else if variables["BITBUCKET_BUILD_NUMBER"] != nil {
      self = .bitbucket
    } else {
      return nil
    }
  }
}
