import TestModel

extension CIProvider {
  /// Bitbucket Pipelines.
  ///
  /// The steps of a parallel group are its nodes. On pull requests `BITBUCKET_COMMIT` is cut to
  /// twelve digits, which git in the checkout makes whole.
  static let bitbucket = CIProvider(
    name: "bitbucket",
    isPresent: { $0.hasAny("BITBUCKET_BUILD_NUMBER") },
    jobRun: { variables in
      var run = JobRun()
      run.repo = variables["BITBUCKET_REPO_FULL_NAME"]
      run.branch = branchName(variables["BITBUCKET_BRANCH", "BITBUCKET_TAG"])
      run.commit = variables["BITBUCKET_COMMIT"]
      run.pr = variables.number("BITBUCKET_PR_ID")
      run.pipeline = variables["BITBUCKET_PIPELINE_UUID", "BITBUCKET_BUILD_NUMBER"]
      run.job = variables["BITBUCKET_STEP_NAME"]
      run.nodeIndex = variables.number("BITBUCKET_PARALLEL_STEP")
      run.nodeTotal = variables.number("BITBUCKET_PARALLEL_STEP_COUNT")
      run.attempt = variables.number("BITBUCKET_STEP_RUN_NUMBER")
      run.jobID = variables["BITBUCKET_STEP_UUID"].map { id in
        run.attempt.map { "\(id)/\($0)" } ?? id
      }
      run.url = stepURL(variables)
      return run
    },
    checkoutVariables: ["BITBUCKET_CLONE_DIR"]
  )
}

private func stepURL(_ variables: EnvironmentVariables) -> String? {
  let server =
    variables["BITBUCKET_GIT_HTTP_ORIGIN"]
    ?? variables["BITBUCKET_REPO_FULL_NAME"].map { "https://bitbucket.org/\($0)" }
  guard let server, let build = variables["BITBUCKET_BUILD_NUMBER"] else { return nil }
  let step = variables["BITBUCKET_STEP_UUID"].map { "/steps/\($0)" } ?? ""
  return "\(server)/pipelines/results/\(build)\(step)"
}
