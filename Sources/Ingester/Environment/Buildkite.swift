import TestModel

extension CIProvider {
  /// Buildkite.
  ///
  /// Retries count from 0, and a rebuild is a build of its own that names the one it repeats. The
  /// value of a step's matrix is in its label only, which is the job's name where the step has no
  /// key.
  static let buildkite = CIProvider(
    name: "buildkite",
    isPresent: { $0.isTrue("BUILDKITE") },
    jobRun: { variables in
      var run = JobRun()
      run.repo = repositoryName(fromURL: variables["BUILDKITE_REPO"])
      run.branch = branchName(variables["BUILDKITE_BRANCH"])
      run.defaultBranch = variables["BUILDKITE_PIPELINE_DEFAULT_BRANCH"]
      // A build that was started by hand may say HEAD, which is no commit.
      run.commit = variables["BUILDKITE_COMMIT"].flatMap { $0 == "HEAD" ? nil : $0 }
      run.pr = variables.number("BUILDKITE_PULL_REQUEST")
      run.pipeline = variables["BUILDKITE_BUILD_ID", "BUILDKITE_BUILD_NUMBER"]
      run.workflow = variables["BUILDKITE_PIPELINE_SLUG"]
      run.job = variables["BUILDKITE_STEP_KEY", "BUILDKITE_LABEL"]
      run.jobID = variables["BUILDKITE_JOB_ID"]
      run.nodeIndex = variables.number("BUILDKITE_PARALLEL_JOB")
      run.nodeTotal = variables.number("BUILDKITE_PARALLEL_JOB_COUNT")
      run.attempt = attempt(
        afterRetries: variables.number("BUILDKITE_RETRY_COUNT"),
        isRebuild: variables.hasAny("BUILDKITE_REBUILT_FROM_BUILD_ID")
      )
      run.runner = variables["BUILDKITE_AGENT_NAME"]
      run.url = variables["BUILDKITE_BUILD_URL"].map { url in
        run.jobID.map { "\(url)#\($0)" } ?? url
      }
      return run
    },
    checkoutVariables: ["BUILDKITE_BUILD_CHECKOUT_PATH"]
  )
}

private func attempt(afterRetries retries: Int?, isRebuild: Bool) -> Int? {
  guard isRebuild else { return attempt(afterRetries: retries) }
  return attempt(afterRetries: (retries ?? 0) &+ 1)
}
