import TestModel

extension CIProvider {
  /// Jenkins, whose plugins tell of pull requests, each in its own words.
  ///
  /// The name of a multibranch job ends in its branch, and that of a matrix job in its axes. A stage
  /// is the job where there is one, but for the stages that Jenkins adds itself.
  static let jenkins = CIProvider(
    name: "jenkins",
    isPresent: { $0.hasAny("JENKINS_URL", "HUDSON_URL") && $0.hasAny("BUILD_ID", "BUILD_NUMBER") },
    jobRun: { variables in
      let name = JenkinsJobName(variables)
      var run = JobRun()
      run.repo = repositoryName(
        fromURL: variables["GIT_URL", "GIT_URL_1", "gitlabTargetRepoHttpUrl"]
      )
      run.branch = branchName(
        variables["CHANGE_BRANCH", "ghprbSourceBranch", "gitlabSourceBranch"]
          ?? variables["BRANCH_NAME", "GIT_BRANCH"]
      )
      if variables.isTrue("BRANCH_IS_PRIMARY") { run.defaultBranch = run.branch }
      let head = variables["ghprbActualCommit", "gitlabMergeRequestLastCommit"]
      run.setCommits(head: head, checkedOut: variables["GIT_COMMIT"], isMerge: head != nil)
      run.pr = variables.number("CHANGE_ID", "ghprbPullId", "gitlabMergeRequestIid")
      run.pipeline = variables["BUILD_TAG", "BUILD_NUMBER", "BUILD_ID"]
      run.workflow = name.job
      run.job = stage(variables) ?? name.job
      run.jobID = joined([run.pipeline, stage(variables)], by: "/")
      run.variant = name.axes
      run.attempt = attempt(afterRetries: variables.number("NAGINATOR_COUNT"))
      run.runner = variables["NODE_NAME"]
      run.url = variables["BUILD_URL"]
      return run
    },
    checkoutVariables: ["WORKSPACE"]
  )
}

private func stage(_ variables: EnvironmentVariables) -> String? {
  variables["STAGE_NAME"].flatMap { $0.hasPrefix("Declarative: ") ? nil : $0 }
}

/// The parts of Jenkins's `JOB_NAME`.
private struct JenkinsJobName {
  var job: String?
  var axes: String?

  init(_ variables: EnvironmentVariables) {
    guard let name = variables["JOB_NAME"] else { return }
    job = name
    guard let slash = name.lastIndex(of: "/") else { return }
    let folder = String(name[..<slash])
    let last = String(name[name.index(after: slash)...])
    if last.split(separator: ",").allSatisfy({ $0.contains("=") }), !last.isEmpty {
      job = folder
      axes = last
    } else if let branch = variables["BRANCH_NAME"], last == percentEncoded(branch) {
      job = folder
    }
  }

  /// A branch as it stands in the name of a job.
  private func percentEncoded(_ branch: String) -> String {
    var encoded = ""
    for byte in branch.utf8 {
      let character = Character(Unicode.Scalar(byte))
      let isPlain = byte < 0x80 && (character.isLetter || character.isNumber)
      if isPlain || "-_.~".contains(character) {
        encoded.append(character)
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        encoded += "%" + (hex.count == 1 ? "0" : "") + hex
      }
    }
    return encoded
  }
}
