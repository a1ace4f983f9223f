import Foundation

/// The part of GitHub's webhook event that is read.
struct GitHubEvent: Sendable {
  /// The pull request that the event is about.
  struct PullRequest: Sendable {
    var number: Int?
    var head: String?
  }
  /// The workflow run that set this one off: what it tested is what the reports are of.
  struct TriggeringRun: Sendable {
    var head: String?
    var branch: String?
    var pullRequest: Int?
  }

  var pullRequest: PullRequest?
  var triggeringRun: TriggeringRun?
  var defaultBranch: String?

  /// Reads an event; none if it is not JSON of the kind.
  init?(json: String) {
    guard let event = try? JSONDecoder().decode(Payload.self, from: Data(json.utf8)) else {
      return nil
    }
    defaultBranch = cleaned(event.repository?.default_branch)
    pullRequest = event.pull_request.map {
      PullRequest(number: $0.number, head: cleaned($0.head?.sha))
    }
    triggeringRun = event.workflow_run.map {
      TriggeringRun(
        head: cleaned($0.head_sha),
        branch: cleaned($0.head_branch),
        pullRequest: $0.pull_requests?.first?.number
      )
    }
  }
}

/// The event as it is written; its names are the keys.
private struct Payload: Decodable {
  struct PullRequest: Decodable {
    struct Head: Decodable { var sha: String? }
    var number: Int?
    var head: Head?
  }
  struct WorkflowRun: Decodable {
    var head_sha, head_branch: String?
    var pull_requests: [PullRequest]?
  }
  struct Repository: Decodable { var default_branch: String? }

  var pull_request: PullRequest?
  var workflow_run: WorkflowRun?
  var repository: Repository?
}
