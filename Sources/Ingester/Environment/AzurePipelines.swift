import TestModel

extension CIProvider {
  /// Azure Pipelines.
  ///
  /// A pull request's `BUILD_SOURCEVERSION` is a merge commit. The ID of a job is the same in every
  /// build and attempt, so the attempt is added. The legs of a matrix count as positions in the
  /// phase, as slices do; the legs have names of their own and the slices are `Job1`, `Job2`.
  static let azurePipelines = CIProvider(
    name: "azure",
    isPresent: { $0.isTrue("TF_BUILD") },
    jobRun: { variables in
      var run = JobRun()
      run.repo =
        variables["BUILD_REPOSITORY_NAME"]
        ?? repositoryName(fromURL: variables["BUILD_REPOSITORY_URI"])
      run.branch = branchName(variables["SYSTEM_PULLREQUEST_SOURCEBRANCH", "BUILD_SOURCEBRANCH"])
      run.setCommits(
        head: variables["SYSTEM_PULLREQUEST_SOURCECOMMITID"],
        checkedOut: variables["BUILD_SOURCEVERSION"],
        isMerge: isMergeRef(variables["BUILD_SOURCEBRANCH"])
      )
      run.pr =
        variables.number("SYSTEM_PULLREQUEST_PULLREQUESTNUMBER", "SYSTEM_PULLREQUEST_PULLREQUESTID")
        ?? pullRequest(fromRef: variables["BUILD_SOURCEBRANCH"])
      run.pipeline = variables["BUILD_BUILDID", "BUILD_BUILDNUMBER"]
      run.workflow = variables["BUILD_DEFINITIONNAME"]
      run.variant = matrixLeg(variables)
      run.job = jobName(variables)
      if run.variant == nil {
        run.nodeIndex = index(fromOne: variables.number("SYSTEM_JOBPOSITIONINPHASE"))
        run.nodeTotal = variables.number("SYSTEM_TOTALJOBSINPHASE")
      }
      run.attempt = [
        variables.number("SYSTEM_JOBATTEMPT"), variables.number("SYSTEM_STAGEATTEMPT"),
      ]
      .compactMap { $0 }.max()
      run.jobID = variables["SYSTEM_JOBID"].map { id in
        (run.attempt ?? 1) > 1 ? "\(id)/\(run.attempt ?? 1)" : id
      }
      run.runner = variables["AGENT_NAME"]
      run.url = resultsURL(variables)
      return run
    },
    checkoutVariables: ["BUILD_SOURCESDIRECTORY", "SYSTEM_DEFAULTWORKINGDIRECTORY"]
  )
}

/// The name of the matrix's leg; none for a job that has no matrix.
private func matrixLeg(_ variables: EnvironmentVariables) -> String? {
  guard let leg = variables["SYSTEM_JOBNAME"], leg != "__default" else { return nil }
  if leg == variables["SYSTEM_PHASENAME"] { return nil }
  if leg == "Job" || leg.hasPrefix("Job") && wholeNumber(leg.dropFirst(3)) != nil { return nil }
  return leg
}

/// The job's name, which its legs and slices share.
private func jobName(_ variables: EnvironmentVariables) -> String? {
  if let phase = variables["SYSTEM_PHASEDISPLAYNAME"] { return phase }
  guard let name = variables["SYSTEM_JOBDISPLAYNAME"] else { return variables["SYSTEM_PHASENAME"] }
  guard let leg = variables["SYSTEM_JOBNAME"], name.hasSuffix(" " + leg) else { return name }
  return String(name.dropLast(leg.count + 1))
}

private func resultsURL(_ variables: EnvironmentVariables) -> String? {
  guard
    let server = variables["SYSTEM_TEAMFOUNDATIONCOLLECTIONURI", "SYSTEM_COLLECTIONURI"],
    let project = variables["SYSTEM_TEAMPROJECT"], let build = variables["BUILD_BUILDID"]
  else { return nil }
  let folder = server.hasSuffix("/") ? server : server + "/"
  let name = project.replacing(" ", with: "%20")
  let job = variables["SYSTEM_JOBID"].map { "&view=logs&j=\($0)" } ?? ""
  return "\(folder)\(name)/_build/results?buildId=\(build)\(job)"
}
