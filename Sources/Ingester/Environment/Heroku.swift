import TestModel

extension CIProvider {
  /// Heroku CI, which names neither the repository nor the pull request; nodes count from 0.
  static let heroku = CIProvider(
    name: "heroku",
    isPresent: { $0.hasAny("HEROKU_TEST_RUN_ID") },
    jobRun: { variables in
      var run = JobRun()
      run.branch = branchName(variables["HEROKU_TEST_RUN_BRANCH"])
      run.commit = variables["HEROKU_TEST_RUN_COMMIT_VERSION"]
      run.pipeline = variables["HEROKU_TEST_RUN_ID"]
      run.nodeIndex = variables.number("CI_NODE_INDEX")
      run.nodeTotal = variables.number("CI_NODE_TOTAL")
      run.jobID = joined([run.pipeline, run.nodeIndex.map(String.init)], by: "/")
      return run
    }
  )
}
