import TestModel

extension CIProvider {
  /// Cirrus CI.
  ///
  /// The branch of a pull request is `pull/N`, and the head itself is checked out.
  static let cirrus = CIProvider(
    name: "cirrus",
    isPresent: { $0.isTrue("CIRRUS_CI") },
    jobRun: { variables in
      var run = JobRun()
      run.repo = variables["CIRRUS_REPO_FULL_NAME"]
      run.branch = branchName(variables["CIRRUS_BRANCH", "CIRRUS_TAG"])
      run.defaultBranch = variables["CIRRUS_DEFAULT_BRANCH"]
      run.commit = variables["CIRRUS_CHANGE_IN_REPO"]
      run.pr = variables.number("CIRRUS_PR") ?? pullRequest(fromRef: run.branch)
      run.pipeline = variables["CIRRUS_BUILD_ID"]
      run.job = variables["CIRRUS_TASK_NAME"]
      run.jobID = variables["CIRRUS_TASK_ID"]
      run.variant = joined([variables["CIRRUS_OS"], variables["CIRRUS_ARCH"]], by: "-")
      run.nodeIndex = variables.number("CI_NODE_INDEX")
      run.nodeTotal = variables.number("CI_NODE_TOTAL")
      run.url = run.jobID.map { "https://cirrus-ci.com/task/\($0)" }
      return run
    },
    checkoutVariables: ["CIRRUS_WORKING_DIR"]
  )
}
