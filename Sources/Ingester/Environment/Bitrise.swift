import TestModel

extension CIProvider {
  /// Bitrise.
  ///
  /// `BITRISE_GIT_COMMIT` is what set the build off and `GIT_CLONE_COMMIT_HASH` what was checked
  /// out, which is a merge where the clone step merges pull requests.
  static let bitrise = CIProvider(
    name: "bitrise",
    isPresent: { $0.isTrue("BITRISE_IO") || $0.hasAny("BITRISE_BUILD_SLUG") },
    jobRun: { variables in
      var run = JobRun()
      if let owner = variables["BITRISEIO_GIT_REPOSITORY_OWNER"],
        let name = variables["BITRISEIO_GIT_REPOSITORY_SLUG"]
      {
        run.repo = "\(owner)/\(name)"
      } else {
        run.repo = repositoryName(fromURL: variables["GIT_REPOSITORY_URL"])
      }
      run.branch = branchName(variables["BITRISE_GIT_BRANCH"])
      run.pr = variables.number("BITRISE_PULL_REQUEST", "PULL_REQUEST_ID")
      let checkedOut = variables["GIT_CLONE_COMMIT_HASH"]
      run.setCommits(
        head: variables["BITRISE_GIT_COMMIT"],
        checkedOut: checkedOut,
        isMerge: run.pr != nil && checkedOut != nil
      )
      run.pipeline =
        variables["BITRISEIO_PIPELINE_ID", "BITRISE_BUILD_SLUG", "BITRISE_BUILD_NUMBER"]
      run.workflow = variables["BITRISEIO_PIPELINE_TITLE"]
      run.job = variables["BITRISE_TRIGGERED_WORKFLOW_ID"]
      run.jobID = variables["BITRISE_BUILD_SLUG"]
      run.nodeIndex = variables.number("BITRISE_IO_PARALLEL_INDEX")
      run.nodeTotal = variables.number("BITRISE_IO_PARALLEL_TOTAL")
      run.url = variables["BITRISE_BUILD_URL"]
      return run
    },
    checkoutVariables: ["BITRISE_SOURCE_DIR"]
  )
}
