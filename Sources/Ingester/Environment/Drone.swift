import TestModel

extension CIProvider {
  /// Drone.
  ///
  /// On a pull request `DRONE_BRANCH` is its target. A restart is a new build that names its
  /// parent, and so is a promotion, which is none.
  static let drone = CIProvider(
    name: "drone",
    isPresent: { $0.isTrue("DRONE") },
    jobRun: { variables in
      var run = JobRun()
      run.repo = variables["DRONE_REPO"]
      run.branch = branchName(
        variables["DRONE_SOURCE_BRANCH", "DRONE_COMMIT_BRANCH", "DRONE_BRANCH"]
      )
      run.defaultBranch = variables["DRONE_REPO_BRANCH"]
      run.commit = variables["DRONE_COMMIT_SHA", "DRONE_COMMIT"]
      run.pr = variables.number("DRONE_PULL_REQUEST")
      run.pipeline = variables["DRONE_BUILD_NUMBER"]
      run.workflow = variables["DRONE_STAGE_NAME"]
      run.job = joined([run.workflow, variables["DRONE_STEP_NAME"]], by: "/")
      run.jobID = joined(
        [
          run.pipeline, variables["DRONE_STAGE_NUMBER"],
          variables["DRONE_STEP_NUMBER", "DRONE_STEP_NAME"],
        ],
        by: "/"
      )
      let isPromotion = ["promote", "rollback"].contains(variables["DRONE_BUILD_EVENT"] ?? "")
      let parent = variables.number("DRONE_BUILD_PARENT") ?? 0
      run.attempt = attempt(isRestart: parent != 0 && !isPromotion)
      run.startedAt = variables.number("DRONE_STAGE_STARTED").flatMap(startTime)
      run.runner = variables["DRONE_STAGE_MACHINE"]
      run.url = variables["DRONE_BUILD_LINK"]
      return run
    },
    checkoutVariables: ["DRONE_WORKSPACE"]
  )
}

/// A moment from seconds since 1970; none for what is no such moment.
private func startTime(_ seconds: Int) -> Timestamp? {
  // Up to the year 9999.
  (1..<253_402_300_800).contains(seconds) ? Timestamp(seconds: Int64(seconds)) : nil
}
