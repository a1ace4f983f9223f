import TestModel

extension CIProvider {
  /// GitHub Actions, and Gitea's and Forgejo's, which speak its language.
  ///
  /// On a pull request `GITHUB_SHA` is a merge commit that lives only as long as the run, so the
  /// head commit is read from the event. The legs of a matrix and its nodes have no variable: the
  /// workflow passes them as `EVENKEEL_VARIANT`, `EVENKEEL_NODE_INDEX` and `EVENKEEL_NODE_TOTAL`, the
  /// job's ID as `JOB_CHECK_RUN_ID` and a name better than its key as `EVENKEEL_JOB`. Without a
  /// variant the runner's system stands for it, as a leg for Windows is no rerun of one for Linux.
  /// `CI_NODE_INDEX` is what many workflows set for other splitters, from 0.
  static let gitHubActions = CIProvider(
    name: "github",
    isPresent: { $0.isTrue("GITHUB_ACTIONS") },
    jobRun: { variables in
      let event = variables.file("GITHUB_EVENT_PATH").flatMap(GitHubEvent.init)
      var run = JobRun()
      run.provider = gitHubLikeProvider(variables)
      run.repo = variables["GITHUB_REPOSITORY"]
      run.branch = branchName(
        variables["GITHUB_HEAD_REF"] ?? event?.triggeringRun?.branch ?? variables["GITHUB_REF_NAME"]
          ?? variables["GITHUB_REF"]
      )
      run.defaultBranch = event?.defaultBranch
      run.setCommits(
        head: event?.pullRequest?.head ?? event?.triggeringRun?.head,
        checkedOut: variables["GITHUB_SHA"],
        isMerge: isMergeRef(variables["GITHUB_REF"])
      )
      run.pr =
        event?.pullRequest?.number ?? event?.triggeringRun?.pullRequest
        ?? pullRequest(fromRef: variables["GITHUB_REF"])
      run.pipeline = variables["GITHUB_RUN_ID"]
      run.workflow = variables["GITHUB_WORKFLOW"]
      run.job = variables["GITHUB_JOB"]
      run.jobID = variables["JOB_CHECK_RUN_ID"]
      run.variant = joined([variables["RUNNER_OS"], variables["RUNNER_ARCH"]], by: "-")
      run.nodeIndex = variables.number("CI_NODE_INDEX")
      run.nodeTotal = variables.number("CI_NODE_TOTAL")
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

private func gitHubLikeProvider(_ variables: EnvironmentVariables) -> String {
  if variables.isTrue("FORGEJO_ACTIONS") { return "forgejo" }
  return variables.isTrue("GITEA_ACTIONS") ? "gitea" : "github"
}
