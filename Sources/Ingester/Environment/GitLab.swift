import TestModel

extension CIProvider {
  /// GitLab CI.
  ///
  /// The job's name ends in `1/5` for parallel jobs and in `[ruby-3, pg]` for the legs of a matrix,
  /// which count as nodes for GitLab and not for us: each runs all tests. Nodes count from 1; a
  /// merged-result pipeline tests a commit that is nowhere else, so the source branch's own commit
  /// is taken. A retry is a new job in the same pipeline, and no variable counts it.
  static let gitLab = CIProvider(
    name: "gitlab",
    isPresent: { $0.isTrue("GITLAB_CI") },
    jobRun: { variables in
      var run = JobRun()
      run.repo =
        variables["CI_PROJECT_PATH"] ?? repositoryName(fromURL: variables["CI_PROJECT_URL"])
      run.branch = branchName(
        variables["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME", "CI_COMMIT_REF_NAME"]
      )
      run.defaultBranch = variables["CI_DEFAULT_BRANCH"]
      let head = variables["CI_MERGE_REQUEST_SOURCE_BRANCH_SHA"]
      run.setCommits(head: head, checkedOut: variables["CI_COMMIT_SHA"], isMerge: head != nil)
      run.pr = variables.number("CI_MERGE_REQUEST_IID")
      run.pipeline = variables["CI_PIPELINE_ID"]
      run.workflow = variables["CI_JOB_STAGE"]
      let name = variables["CI_JOB_NAME"].map(splitMatrixName)
      run.job = name.map { withoutNodeSuffix($0.job) }
      run.jobID = variables["CI_JOB_ID"]
      run.variant = name?.variant
      if run.variant == nil {
        run.nodeIndex = index(fromOne: variables.number("CI_NODE_INDEX"))
        run.nodeTotal = variables.number("CI_NODE_TOTAL")
      }
      run.startedAt = variables["CI_JOB_STARTED_AT"].flatMap { Timestamp(iso8601: $0) }
      run.runner = variables["CI_RUNNER_DESCRIPTION"]
      run.url = variables["CI_JOB_URL"]
      return run
    },
    checkoutVariables: ["CI_PROJECT_DIR"]
  )
}

/// `rspec` and `ruby-3, pg` for `rspec: [ruby-3, pg]`.
private func splitMatrixName(_ name: String) -> (job: String, variant: String?) {
  guard name.hasSuffix("]"), let bracket = name.firstIndex(of: "[") else { return (name, nil) }
  let job = name[..<bracket]
  let variant = name[name.index(after: bracket)...].dropLast()
  guard job.hasSuffix(": "), job.count > 2, !variant.isEmpty else { return (name, nil) }
  return (String(job.dropLast(2)), String(variant))
}
