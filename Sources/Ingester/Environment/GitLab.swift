import TestModel

extension CIProvider {
  /// GitLab CI.
  ///
  /// The job's name ends in `1/5` for parallel jobs; nodes count from 1; a merged-result pipeline
  /// tests a commit that is nowhere else, so the source branch's own commit is taken.
  static let gitLab = CIProvider(
    name: "gitlab",
    isPresent: { $0.isTrue("GITLAB_CI") },
    jobRun: { variables in
      var run = JobRun()
      run.repo = variables["CI_PROJECT_PATH"]
      run.branch = branchName(
        variables["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"] ?? variables["CI_COMMIT_REF_NAME"]
      )
      run.defaultBranch = variables["CI_DEFAULT_BRANCH"]
      run.commit = variables["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"] ?? variables["CI_COMMIT_SHA"]
      run.pr = variables.number("CI_MERGE_REQUEST_IID")
      run.pipeline = variables["CI_PIPELINE_ID"]
      run.workflow = variables["CI_JOB_STAGE"]
      run.job = variables["CI_JOB_NAME"].map(withoutNodeSuffix)
      run.nodeIndex = index(fromOne: variables.number("CI_NODE_INDEX"))
      run.nodeTotal = variables.number("CI_NODE_TOTAL")
      run.startedAt = variables["CI_JOB_STARTED_AT"].flatMap { Timestamp(iso8601: $0) }
      run.runner = variables["CI_RUNNER_DESCRIPTION"]
      run.url = variables["CI_JOB_URL"]
      return run
    },
    checkoutVariables: ["CI_PROJECT_DIR"]
  )
}

/// `rspec` for `rspec 1/5`.
private func withoutNodeSuffix(_ job: String) -> String {
  guard let space = job.lastIndex(of: " ") else { return job }
  let parts = job[job.index(after: space)...].split(separator: "/")
  guard parts.count == 2, parts.allSatisfy({ Int($0) != nil }) else { return job }
  return String(job[..<space])
}
