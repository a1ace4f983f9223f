import TestModel

extension CIProvider {
  /// Semaphore 2.
  ///
  /// `SEMAPHORE_GIT_SHA` is a merge commit on pull requests; nodes count from 1.
  static let semaphore = CIProvider(
    name: "semaphore",
    isPresent: { $0.isTrue("SEMAPHORE") },
    jobRun: { variables in
      var run = JobRun()
      run.repo =
        variables["SEMAPHORE_GIT_REPO_SLUG"]
        ?? repositoryName(fromURL: variables["SEMAPHORE_GIT_URL"])
      run.branch = branchName(
        variables["SEMAPHORE_GIT_PR_BRANCH", "SEMAPHORE_GIT_WORKING_BRANCH", "SEMAPHORE_GIT_BRANCH"]
      )
      run.pr = variables.number("SEMAPHORE_GIT_PR_NUMBER")
      run.setCommits(
        head: variables["SEMAPHORE_GIT_PR_SHA"],
        checkedOut: variables["SEMAPHORE_GIT_SHA"],
        isMerge: run.pr != nil
      )
      run.pipeline = variables["SEMAPHORE_WORKFLOW_ID"]
      run.workflow = variables["SEMAPHORE_PIPELINE_NAME"]
      run.job = variables["SEMAPHORE_JOB_NAME"].map(withoutNodeSuffix)
      run.jobID = variables["SEMAPHORE_JOB_ID"]
      run.nodeIndex = index(fromOne: variables.number("SEMAPHORE_JOB_INDEX"))
      run.nodeTotal = variables.number("SEMAPHORE_JOB_COUNT")
      run.attempt = attempt(
        isRestart: variables.isTrue("SEMAPHORE_PIPELINE_RERUN")
          || variables.isTrue("SEMAPHORE_WORKFLOW_RERUN")
      )
      run.runner = variables["SEMAPHORE_AGENT_MACHINE_TYPE"]
      if let server = variables["SEMAPHORE_ORGANIZATION_URL"], let id = run.jobID {
        run.url = "\(server)/jobs/\(id)"
      }
      return run
    },
    checkoutVariables: ["SEMAPHORE_GIT_DIR"]
  )
}
