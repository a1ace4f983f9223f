import TestModel

extension CIProvider {
  /// Harness CI, which keeps Drone's names for what comes from git.
  static let harness = CIProvider(
    name: "harness",
    isPresent: { $0.hasAny("HARNESS_BUILD_ID") },
    jobRun: { variables in
      var run = JobRun()
      run.repo =
        variables["CI_REPO", "DRONE_REPO"]
        ?? repositoryName(fromURL: variables["CI_REPO_REMOTE", "DRONE_REPO_LINK"])
      run.branch = branchName(
        variables["DRONE_SOURCE_BRANCH", "DRONE_COMMIT_BRANCH", "CI_COMMIT_BRANCH"]
      )
      run.commit = variables["DRONE_COMMIT_SHA", "CI_COMMIT_SHA"]
      run.pr = variables.number("DRONE_PULL_REQUEST", "CI_PULL_REQUEST")
      run.pipeline = variables["HARNESS_EXECUTION_ID", "HARNESS_BUILD_ID"]
      run.workflow = variables["HARNESS_PIPELINE_ID"]
      run.job = variables["HARNESS_STAGE_ID", "DRONE_STAGE_NAME"]
      run.nodeIndex = variables.number("HARNESS_NODE_INDEX")
      run.nodeTotal = variables.number("HARNESS_NODE_TOTAL")
      run.url = variables["CI_BUILD_LINK", "DRONE_BUILD_LINK"]
      return run
    },
    checkoutVariables: ["HARNESS_WORKSPACE", "DRONE_WORKSPACE"]
  )
}
