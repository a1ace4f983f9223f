import TestModel

extension CIProvider {
  /// TeamCity, which tells most in a file of properties that names another one.
  ///
  /// Batches of parallel tests count from 1 and are builds of their own; the first build ever has one
  /// batch.
  static let teamCity = CIProvider(
    name: "teamcity",
    isPresent: { $0.hasAny("TEAMCITY_VERSION") },
    jobRun: { variables in
      let properties = teamCityProperties(variables)
      var run = JobRun()
      run.repo = repositoryName(
        fromURL: properties["vcsroot.url"]
          ?? properties.values(from: "vcsroot.", to: ".url").first
      )
      run.branch = branchName(
        variables["TEAMCITY_PULLREQUEST_SOURCE_BRANCH"]
          ?? properties["teamcity.pullRequest.source.branch"]
          ?? variables["TEAMCITY_BUILD_BRANCH"] ?? properties["teamcity.build.branch"]
      ).flatMap { $0 == "<default>" ? nil : $0 }
      if properties["teamcity.build.branch.is_default"] == "true" { run.defaultBranch = run.branch }
      let ref = properties.values(from: "teamcity.build.vcs.branch.", to: "").first
      run.setCommits(
        head: nil,
        checkedOut: variables["BUILD_VCS_NUMBER"] ?? properties["build.vcs.number"],
        isMerge: isMergeRef(ref)
      )
      run.pr =
        variables.number("TEAMCITY_PULLREQUEST_NUMBER")
        ?? wholeNumber(properties["teamcity.pullRequest.number"])
        ?? pullRequest(fromRef: properties["teamcity.build.branch"]) ?? pullRequest(fromRef: ref)
      run.pipeline = variables["BUILD_NUMBER"] ?? properties["build.number"]
      run.workflow = variables["TEAMCITY_PROJECT_NAME"] ?? properties["teamcity.projectName"]
      run.job = variables["TEAMCITY_BUILDCONF_NAME"] ?? properties["teamcity.buildConfName"]
      run.jobID = properties["teamcity.build.id"]
      let batch = "teamcity.build.parallelTests."
      run.nodeIndex = index(fromOne: wholeNumber(properties[batch + "currentBatch"]))
      run.nodeTotal = wholeNumber(properties[batch + "totalBatches"])
      run.runner = properties["agent.name"]
      run.url = variables["BUILD_URL"] ?? buildURL(properties)
      return run
    },
    checkoutVariables: ["TEAMCITY_BUILD_CHECKOUTDIR"]
  )
}

private func teamCityProperties(_ variables: EnvironmentVariables) -> JavaProperties {
  let build = JavaProperties(variables.file("TEAMCITY_BUILD_PROPERTIES_FILE") ?? "")
  let more = variables.file(at: build["teamcity.configuration.properties.file"])
  return JavaProperties(more ?? "").filled(from: build)
}

private func buildURL(_ properties: JavaProperties) -> String? {
  guard let server = properties["teamcity.serverUrl"], let id = properties["teamcity.build.id"]
  else { return nil }
  return "\(server)/viewLog.html?buildId=\(id)"
}
