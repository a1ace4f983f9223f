import TestModel

extension CIProvider {
  /// Buddy, with the names of its newer versions (`BUDDY_RUN_…`) as well.
  static let buddy = CIProvider(
    name: "buddy",
    isPresent: { $0.hasAny("BUDDY_WORKSPACE_ID", "BUDDY_WORKSPACE_DOMAIN") || $0.isTrue("BUDDY") },
    jobRun: { variables in
      var run = JobRun()
      run.repo =
        variables["BUDDY_REPO_SLUG"] ?? repositoryName(fromURL: variables["BUDDY_SCM_URL"])
      run.branch = branchName(
        variables["BUDDY_RUN_PR_HEAD_BRANCH", "BUDDY_EXECUTION_BRANCH", "BUDDY_RUN_BRANCH"]
      )
      run.commit = variables["BUDDY_EXECUTION_REVISION", "BUDDY_RUN_COMMIT"]
      run.pr =
        variables.number("BUDDY_RUN_PR_NO", "BUDDY_EXECUTION_PULL_REQUEST_NO")
        ?? trailingNumber(variables["BUDDY_EXECUTION_PULL_REQUEST_ID"])
      run.pipeline = joined(
        [
          variables["BUDDY_PIPELINE_ID"],
          variables["BUDDY_EXECUTION_ID", "BUDDY_RUN_ID"],
        ],
        by: "/"
      )
      run.job = variables["BUDDY_PIPELINE_NAME"]
      run.url = variables["BUDDY_EXECUTION_URL", "BUDDY_RUN_URL"]
      return run
    }
  )
}
