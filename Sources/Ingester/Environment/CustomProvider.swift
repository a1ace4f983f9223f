import TestModel

extension CIProvider {
  /// A CI without a name: the variables that uploaders of test results ask their users to set.
  ///
  /// These are Trunk's (`CUSTOM=true`) and those of Buildkite's collectors.
  static let custom = CIProvider(
    name: "custom",
    isPresent: {
      $0.isTrue("CUSTOM")
        || $0.hasAny(
          "BUILDKITE_ANALYTICS_KEY",
          "BUILDKITE_ANALYTICS_SHA",
          "BUILDKITE_ANALYTICS_BRANCH"
        )
    },
    jobRun: { variables in
      var run = JobRun()
      run.branch = branchName(variables["BUILDKITE_ANALYTICS_BRANCH", "COMMIT_BRANCH"])
      run.commit = variables["BUILDKITE_ANALYTICS_SHA", "COMMIT_SHA"]
      run.pr = variables.number("PR_NUMBER")
      run.pipeline = variables["BUILDKITE_ANALYTICS_KEY", "BUILDKITE_ANALYTICS_NUMBER"]
      run.job = variables["JOB_NAME"]
      run.jobID = variables["BUILDKITE_ANALYTICS_JOB_ID"]
      run.nodeIndex = variables.number("CI_NODE_INDEX")
      run.nodeTotal = variables.number("CI_NODE_TOTAL")
      run.url = variables["BUILDKITE_ANALYTICS_URL", "JOB_URL"]
      return run
    }
  )
}
