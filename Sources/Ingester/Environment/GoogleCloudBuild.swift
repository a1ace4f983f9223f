import TestModel

extension CIProvider {
  /// Google Cloud Build, whose substitutions are in the environment only where the user puts them.
  static let googleCloudBuild = CIProvider(
    name: "google_cloud_build",
    isPresent: { $0["BUILD_ID"] != nil && $0["PROJECT_ID"] != nil && $0["TRIGGER_NAME"] != nil },
    jobRun: { variables in
      var run = JobRun()
      run.repo = variables["REPO_FULL_NAME", "REPO_NAME"]
      run.branch = branchName(variables["_HEAD_BRANCH", "BRANCH_NAME"])
      run.commit = variables["COMMIT_SHA", "REVISION_ID"]
      run.pr = variables.number("_PR_NUMBER")
      run.pipeline = variables["BUILD_ID"]
      run.job = variables["TRIGGER_NAME"]
      run.jobID = run.pipeline
      run.nodeIndex = variables.number("CI_NODE_INDEX")
      run.nodeTotal = variables.number("CI_NODE_TOTAL")
      return run
    }
  )
}
