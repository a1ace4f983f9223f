import TestModel

extension CIProvider {
  /// AWS CodeBuild.
  ///
  /// The ID of a build is `project:uuid`, and a retry is a build of its own.
  static let codeBuild = CIProvider(
    name: "codebuild",
    isPresent: { $0.hasAny("CODEBUILD_BUILD_ID", "CODEBUILD_BUILD_ARN") },
    jobRun: { variables in
      var run = JobRun()
      run.repo = repositoryName(fromURL: variables["CODEBUILD_SOURCE_REPO_URL"])
      run.branch =
        branchName(variables["CODEBUILD_WEBHOOK_HEAD_REF"]) ?? triggeringBranch(variables)
      run.commit = variables["CODEBUILD_RESOLVED_SOURCE_VERSION"]
      run.pr =
        pullRequest(fromRef: variables["CODEBUILD_WEBHOOK_TRIGGER"])
        ?? pullRequest(fromRef: variables["CODEBUILD_SOURCE_VERSION"])
      run.pipeline =
        variables["CODEBUILD_BUILD_BATCH_ARN", "CODEBUILD_BUILD_ID", "CODEBUILD_BUILD_ARN"]
      run.workflow = variables["CODEBUILD_BUILD_ID"]?.split(separator: ":").first.map(String.init)
      run.job = variables["CODEBUILD_BATCH_BUILD_IDENTIFIER"] ?? run.workflow
      run.jobID = variables["CODEBUILD_BUILD_ID", "CODEBUILD_BUILD_ARN"]
      run.startedAt = variables.number("CODEBUILD_START_TIME").flatMap(startTime)
      run.url = variables["CODEBUILD_BUILD_URL"]
      return run
    },
    checkoutVariables: ["CODEBUILD_SRC_DIR"]
  )
}

/// `main` for a webhook's trigger `branch/main`.
private func triggeringBranch(_ variables: EnvironmentVariables) -> String? {
  guard let trigger = variables["CODEBUILD_WEBHOOK_TRIGGER"], trigger.hasPrefix("branch/") else {
    return nil
  }
  return branchName(String(trigger.dropFirst("branch/".count)))
}

/// A moment from milliseconds since 1970; none for what is no such moment.
private func startTime(_ milliseconds: Int) -> Timestamp? {
  // Up to the year 9999.
  guard (1..<253_402_300_800_000).contains(milliseconds) else { return nil }
  return Timestamp(milliseconds: Int64(milliseconds))
}
