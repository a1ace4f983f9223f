import TestModel

extension CIProvider {
  /// Buildkite.
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
      run.pipeline = variables["BUILDKITE_BUILD_ID"] ?? variables["BUILDKITE_BUILD_NUMBER"]
      run.workflow = variables["BUILDKITE_PIPELINE_SLUG"]
      run.job = variables["BUILDKITE_STEP_KEY"] ?? variables["BUILDKITE_LABEL"]
      run.nodeIndex = variables.number("BUILDKITE_PARALLEL_JOB")
      run.nodeTotal = variables.number("BUILDKITE_PARALLEL_JOB_COUNT")
      run.attempt = attempt(afterRetries: variables.number("BUILDKITE_RETRY_COUNT"))
      run.runner = variables["BUILDKITE_AGENT_NAME"]
      run.url = variables["BUILDKITE_BUILD_URL"].map { url in
        variables["BUILDKITE_JOB_ID"].map { "\(url)#\($0)" } ?? url
      }
      return run
    },
    checkoutVariables: ["BUILDKITE_BUILD_CHECKOUT_PATH"]
  )
}
