import TestModel

extension CIProvider {
  /// AppVeyor.
  ///
  /// On a pull request `APPVEYOR_REPO_BRANCH` is the branch that it goes to.
  static let appVeyor = CIProvider(
    name: "appveyor",
    isPresent: { $0.isTrue("APPVEYOR") },
    jobRun: { variables in
      var run = JobRun()
      run.repo = variables["APPVEYOR_REPO_NAME"]
      run.branch = branchName(
        variables["APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH", "APPVEYOR_REPO_BRANCH"]
      )
      run.pr = variables.number("APPVEYOR_PULL_REQUEST_NUMBER")
      run.setCommits(
        head: variables["APPVEYOR_PULL_REQUEST_HEAD_COMMIT"],
        checkedOut: variables["APPVEYOR_REPO_COMMIT"],
        isMerge: run.pr != nil
      )
      run.pipeline = variables["APPVEYOR_BUILD_ID", "APPVEYOR_BUILD_NUMBER"]
      run.workflow = variables["APPVEYOR_PROJECT_SLUG"]
      run.job = variables["APPVEYOR_JOB_NAME"]
      run.jobID = variables["APPVEYOR_JOB_ID"]
      run.variant = joined(
        [
          variables["APPVEYOR_BUILD_WORKER_IMAGE"], variables["PLATFORM"],
          variables["CONFIGURATION"],
        ],
        by: " "
      )
      run.attempt = attempt(
        isRestart: variables.isTrue("APPVEYOR_RE_BUILD")
          || variables.isTrue("APPVEYOR_RE_RUN_INCOMPLETE")
      )
      run.url = buildURL(variables)
      return run
    },
    checkoutVariables: ["APPVEYOR_BUILD_FOLDER"]
  )
}

private func buildURL(_ variables: EnvironmentVariables) -> String? {
  guard let server = variables["APPVEYOR_URL"], let account = variables["APPVEYOR_ACCOUNT_NAME"],
    let project = variables["APPVEYOR_PROJECT_SLUG"], let build = variables["APPVEYOR_BUILD_ID"]
  else { return nil }
  let job = variables["APPVEYOR_JOB_ID"].map { "/job/\($0)" } ?? ""
  return "\(server)/project/\(account)/\(project)/builds/\(build)\(job)"
}
