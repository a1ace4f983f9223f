import TestModel

extension CIProvider {
  /// Codeship, whose pipelines within a build have no name.
  static let codeship = CIProvider(
    name: "codeship",
    isPresent: { $0["CI_NAME"] == "codeship" },
    jobRun: { variables in
      var run = JobRun()
      run.repo = variables["CI_REPO_NAME"]
      run.branch = branchName(variables["CI_BRANCH"])
      run.commit = variables["CI_COMMIT_ID"]
      run.pr =
        variables.number("CI_PR_NUMBER").flatMap { $0 == 0 ? nil : $0 }
        ?? trailingNumber(variables["CI_PULL_REQUEST"])
      run.pipeline = variables["CI_BUILD_ID", "CI_BUILD_NUMBER"]
      run.nodeIndex = variables.number("CI_NODE_INDEX")
      run.nodeTotal = variables.number("CI_NODE_TOTAL")
      run.url = variables["CI_BUILD_URL"]
      return run
    }
  )
}
