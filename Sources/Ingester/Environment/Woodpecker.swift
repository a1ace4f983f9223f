import TestModel

extension CIProvider {
  /// Woodpecker, with the names of its first versions (`CI_BUILD_…`) as well.
  ///
  /// A restart is a new pipeline that names its parent.
  static let woodpecker = CIProvider(
    name: "woodpecker",
    isPresent: { $0["CI"] == "woodpecker" || $0["CI_SYSTEM_NAME"] == "woodpecker" },
    jobRun: { variables in
      var run = JobRun()
      run.repo = variables["CI_REPO"]
      run.branch = branchName(variables["CI_COMMIT_SOURCE_BRANCH", "CI_COMMIT_BRANCH"])
      run.defaultBranch = variables["CI_REPO_DEFAULT_BRANCH"]
      run.commit = variables["CI_COMMIT_SHA"]
      run.pr = variables.number("CI_COMMIT_PULL_REQUEST")
      run.pipeline = variables["CI_PIPELINE_NUMBER", "CI_BUILD_NUMBER"]
      run.workflow = variables["CI_WORKFLOW_NAME"]
      run.job = joined([run.workflow, variables["CI_STEP_NAME"]], by: "/")
      run.jobID = joined(
        [
          run.pipeline, variables["CI_WORKFLOW_NUMBER"],
          variables["CI_STEP_NUMBER", "CI_STEP_NAME"],
        ],
        by: "/"
      )
      run.attempt = attempt(
        isRestart: (variables.number("CI_PIPELINE_PARENT", "CI_BUILD_PARENT") ?? 0) != 0
      )
      run.runner = variables["CI_MACHINE", "CI_SYSTEM_HOST"]
      run.url = variables["CI_PIPELINE_URL", "CI_BUILD_LINK"]
      return run
    },
    checkoutVariables: ["CI_WORKSPACE"]
  )
}
