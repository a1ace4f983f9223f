import TestModel

extension CIProvider {
  /// Codefresh.
  static let codefresh = CIProvider(
    name: "codefresh",
    isPresent: { $0.hasAny("CF_BUILD_ID") },
    jobRun: { variables in
      var run = JobRun()
      run.repo = joined([variables["CF_REPO_OWNER"], variables["CF_REPO_NAME"]], by: "/")
      run.branch = branchName(variables["CF_BRANCH"])
      run.commit = variables["CF_REVISION"]
      run.pr = variables.number("CF_PULL_REQUEST_NUMBER")
      run.pipeline = variables["CF_BUILD_ID"]
      run.workflow = variables["CF_PIPELINE_NAME"]
      run.job = variables["CF_STEP_NAME"] ?? run.workflow
      run.jobID = joined([run.pipeline, variables["CF_STEP_NAME"]], by: "/")
      run.url = variables["CF_BUILD_URL"]
      return run
    },
    checkoutVariables: ["CF_VOLUME_PATH"]
  )
}
