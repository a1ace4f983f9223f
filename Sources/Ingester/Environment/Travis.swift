import TestModel

extension CIProvider {
  /// Travis CI.
  ///
  /// `TRAVIS_COMMIT` is a merge commit on pull requests. A restart keeps the job's ID, and nothing
  /// tells it. A job without a name is known by its position in the build, `.3` of `12.3`.
  static let travis = CIProvider(
    name: "travis",
    isPresent: { $0.isTrue("TRAVIS") },
    jobRun: { variables in
      var run = JobRun()
      run.repo = variables["TRAVIS_REPO_SLUG"]
      run.branch = branchName(variables["TRAVIS_PULL_REQUEST_BRANCH", "TRAVIS_BRANCH"])
      run.pr = variables.number("TRAVIS_PULL_REQUEST")
      run.setCommits(
        head: variables["TRAVIS_PULL_REQUEST_SHA"],
        checkedOut: variables["TRAVIS_COMMIT"],
        isMerge: run.pr != nil
      )
      run.pipeline = variables["TRAVIS_BUILD_ID", "TRAVIS_BUILD_NUMBER"]
      run.workflow = variables["TRAVIS_BUILD_STAGE_NAME"]
      run.job = variables["TRAVIS_JOB_NAME"] ?? position(variables["TRAVIS_JOB_NUMBER"])
      run.jobID = variables["TRAVIS_JOB_ID"]
      run.variant = matrixLeg(variables)
      run.nodeIndex = variables.number("CI_NODE_INDEX")
      run.nodeTotal = variables.number("CI_NODE_TOTAL")
      run.url = variables["TRAVIS_JOB_WEB_URL", "TRAVIS_BUILD_WEB_URL"]
      return run
    },
    checkoutVariables: ["TRAVIS_BUILD_DIR"]
  )
}

/// `3` for `12.3`.
private func position(_ number: String?) -> String? {
  number?.split(separator: ".").last.map(String.init)
}

/// The system and the version of the language, which Travis tells for each language apart.
private func matrixLeg(_ variables: EnvironmentVariables) -> String? {
  let languages = [
    "DART", "ELIXIR", "GO", "HAXE", "JDK", "JULIA", "NODE", "OTP_RELEASE", "PERL", "PHP", "PYTHON",
    "R", "RUBY", "RUST", "SCALA",
  ]
  let versions = languages.map { language in
    let name = language == "OTP_RELEASE" ? language : language + "_VERSION"
    return variables["TRAVIS_" + name].map { "\(language.lowercased())-\($0)" }
  }
  let machine = [variables["TRAVIS_OS_NAME"], variables["TRAVIS_CPU_ARCH"]]
  return joined(machine + versions + [variables["TRAVIS_XCODE_SDK"]], by: " ")
}
