import TestModel

extension CIProvider {
  /// CircleCI.
  ///
  /// A rerun is a new workflow in the same pipeline, and no variable counts the attempts; a pull
  /// request from a fork has the branch `pull/N`.
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
      run.branch = branchName(variables["CIRCLE_BRANCH"])
      run.commit = variables["CIRCLE_SHA1"]
      run.pr =
        variables.number("CIRCLE_PR_NUMBER") ?? trailingNumber(variables["CIRCLE_PULL_REQUEST"])
      run.pipeline = variables["CIRCLE_PIPELINE_ID"] ?? variables["CIRCLE_WORKFLOW_ID"]
      run.workflow = variables["CIRCLE_WORKFLOW_ID"]
      run.job = variables["CIRCLE_JOB"]
      run.nodeIndex = variables.number("CIRCLE_NODE_INDEX")
      run.nodeTotal = variables.number("CIRCLE_NODE_TOTAL")
      run.url = variables["CIRCLE_BUILD_URL"]
      return run
    },
    checkoutVariables: ["CIRCLE_WORKING_DIRECTORY"]
  )
}
