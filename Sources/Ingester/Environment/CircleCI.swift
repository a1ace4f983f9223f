import TestModel

extension CIProvider {
  /// CircleCI.
  ///
  /// No variable counts the attempts. A rerun is a new workflow in the same pipeline; one of the
  /// failed jobs keeps the workspace of the first, which gives it away. A pull request from a fork
  /// has the branch `pull/N`.
  static let circleCI = CIProvider(
    name: "circleci",
    isPresent: { $0.isTrue("CIRCLECI") },
    jobRun: { variables in
      var run = JobRun()
      if let owner = variables["CIRCLE_PROJECT_USERNAME"],
        let name = variables["CIRCLE_PROJECT_REPONAME"]
      {
        run.repo = "\(owner)/\(name)"
      } else {
        run.repo = repositoryName(fromURL: variables["CIRCLE_REPOSITORY_URL"])
      }
      run.branch = branchName(variables["CIRCLE_BRANCH", "CIRCLE_TAG"])
      run.commit = variables["CIRCLE_SHA1"]
      run.pr =
        variables.number("CIRCLE_PR_NUMBER") ?? trailingNumber(variables["CIRCLE_PULL_REQUEST"])
        ?? pullRequest(fromRef: run.branch)
      run.pipeline = variables["CIRCLE_PIPELINE_ID", "CIRCLE_WORKFLOW_ID"]
      run.workflow = variables["CIRCLE_WORKFLOW_ID"]
      run.job = variables["CIRCLE_JOB"]
      run.nodeIndex = variables.number("CIRCLE_NODE_INDEX")
      run.nodeTotal = variables.number("CIRCLE_NODE_TOTAL")
      run.jobID = jobID(variables, node: run.nodeIndex)
      if let workspace = variables["CIRCLE_WORKFLOW_WORKSPACE_ID"], let workflow = run.workflow,
        workspace != workflow
      {
        run.attempt = attempt(isRestart: true)
      }
      run.url = variables["CIRCLE_BUILD_URL"]
      return run
    },
    checkoutVariables: ["CIRCLE_WORKING_DIRECTORY"]
  )
}

/// The job's ID, which all its nodes share, and the node.
private func jobID(_ variables: EnvironmentVariables, node: Int?) -> String? {
  guard let id = variables["CIRCLE_WORKFLOW_JOB_ID", "CIRCLE_BUILD_NUM"] else { return nil }
  return node.map { "\(id)/\($0)" } ?? id
}
