import ArgumentParser
import CodeHosts
import Foundation
import Reporter

/// Where and how a comment is posted.
struct PostingOptions: ParsableArguments {
  @Option(help: "The code host. Default: that of the CI provider.") var host: HostKind?

  @Option(
    help: ArgumentHelp("The variable that holds the token, where it is another.", valueName: "name")
  )
  var tokenVariable: String?

  @Flag(help: "Fail where the comment cannot be posted. Default: warn.") var strict = false

  @Flag(help: "Write the step summary of GitHub as well.") var stepSummary = false

  @Flag(help: "Make a check run on GitHub, with annotations in the code.") var checkRun = false

  @Option(
    help: ArgumentHelp("Write a code-quality report for GitLab to this file.", valueName: "file")
  )
  var codeQuality: String?
}

/// The code host of the job that runs.
struct HostOfJob {
  /// What set the job off, on GitHub.
  let event: GitHubJobEvent?
  private let options: PostingOptions
  private let repo: String?
  private let variables: [String: String]

  init(_ options: PostingOptions, repo: String?, in surroundings: Surroundings) {
    self.options = options
    self.repo = repo
    variables = surroundings.variables
    event = surroundings.variables["GITHUB_EVENT_PATH"].flatMap { path in
      surroundings.textOfFile(path).flatMap { json in
        GitHubJobEvent(name: surroundings.variables["GITHUB_EVENT_NAME"], json: json)
      }
    }
  }

  /// The language of the host's comments; GitHub's where none is known.
  var dialect: CommentDialect {
    switch options.host ?? HostKind(variables: variables) {
    case .gitLab: .gitLab
    case .bitbucket: .bitbucket
    case .gitHub, nil: .gitHub
    }
  }

  /// How to write on the host.
  func access() throws(HostAccess.Obstacle) -> HostAccess {
    try HostAccess(
      options.host,
      variables: variables,
      tokenVariable: options.tokenVariable,
      repository: repo,
      event: event,
      transport: CurlTransport(variables: variables),
      clock: SystemHostClock()
    )
  }
}
