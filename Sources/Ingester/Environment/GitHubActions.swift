import Foundation
import TestModel

extension CIProvider {
  /// GitHub Actions.
  ///
  /// On a pull request `GITHUB_SHA` is a merge commit that lives only as long as the run, so the
  /// head commit is read from the event. The legs of a matrix and its nodes have no variable: the
  /// workflow passes them as `EVENKEEL_VARIANT`, `EVENKEEL_NODE_INDEX` and `EVENKEEL_NODE_TOTAL`.
  static let gitHubActions = CIProvider(
    name: "github",
    isPresent: { $0.isTrue("GITHUB_ACTIONS") },
    jobRun: { variables in
      let event = variables["GITHUB_EVENT_PATH"].flatMap(variables.readFile).flatMap(Event.init)
      var run = JobRun()
      run.repo = variables["GITHUB_REPOSITORY"]
      run.branch = branchName(variables["GITHUB_HEAD_REF"] ?? variables["GITHUB_REF_NAME"])
      run.defaultBranch = event?.repository?.defaultBranch
      run.commit = event?.pullRequest?.head?.sha ?? variables["GITHUB_SHA"]
      run.pr = event?.pullRequest?.number ?? pullRequest(fromRef: variables["GITHUB_REF"])
      run.pipeline = variables["GITHUB_RUN_ID"]
      run.workflow = variables["GITHUB_WORKFLOW"]
      run.job = variables["GITHUB_JOB"]
      run.variant = variables["EVENKEEL_VARIANT"]
      run.nodeIndex = variables.number("EVENKEEL_NODE_INDEX")
      run.nodeTotal = variables.number("EVENKEEL_NODE_TOTAL")
      run.attempt = variables.number("GITHUB_RUN_ATTEMPT")
      run.runner = variables["RUNNER_NAME"]
      if let server = variables["GITHUB_SERVER_URL"], let repo = run.repo, let id = run.pipeline {
        run.url = "\(server)/\(repo)/actions/runs/\(id)/attempts/\(run.attempt ?? 1)"
      }
      return run
    },
    checkoutVariables: ["GITHUB_WORKSPACE"]
  )
}

/// The part of GitHub's webhook event that is read.
private struct Event: Decodable {
  struct PullRequest: Decodable {
    struct Head: Decodable { var sha: String? }
    var number: Int?
    var head: Head?
  }
  struct Repository: Decodable {
    var defaultBranch: String?
    enum CodingKeys: String, CodingKey { case defaultBranch = "default_branch" }
  }
  var pullRequest: PullRequest?
  var repository: Repository?
  enum CodingKeys: String, CodingKey {
    case pullRequest = "pull_request"
    case repository
  }

  init?(json: String) {
    guard let event = try? JSONDecoder().decode(Event.self, from: Data(json.utf8)) else {
      return nil
    }
    self = event
  }
}

/// 17 for `refs/pull/17/merge`.
private func pullRequest(fromRef ref: String?) -> Int? {
  let parts = ref?.split(separator: "/") ?? []
  guard parts.count >= 3, parts[0] == "refs", parts[1] == "pull" else { return nil }
  return Int(parts[2])
}
