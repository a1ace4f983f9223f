import TestModel

extension CIProvider {
  /// Bamboo.
  ///
  /// The key of a result is `PROJECT-PLAN-JOB-NUMBER`; the result of the plan has no job in it.
  static let bamboo = CIProvider(
    name: "bamboo",
    isPresent: { $0.hasAny("bamboo_planKey", "bamboo_buildKey") },
    jobRun: { variables in
      var run = JobRun()
      run.repo = repositoryName(fromURL: variables["bamboo_planRepository_repositoryUrl"])
      run.branch = branchName(
        variables["bamboo_repository_pr_sourceBranch", "bamboo_planRepository_branch"]
      )
      run.commit = variables["bamboo_planRepository_revision"]
      run.pr = variables.number("bamboo_repository_pr_key")
      run.pipeline = joined(
        [variables["bamboo_planKey"], variables["bamboo_buildNumber"]],
        by: "-"
      )
      run.workflow = variables["bamboo_shortPlanName", "bamboo_planName"]
      run.job = variables["bamboo_shortJobName", "bamboo_shortJobKey"]
      run.jobID = variables["bamboo_buildResultKey"]
      run.startedAt = variables["bamboo_buildTimeStamp"].flatMap { Timestamp(iso8601: $0) }
      run.runner = variables["bamboo_agentId"]
      run.url = variables["bamboo_buildResultsUrl", "bamboo_resultsUrl"]
      return run
    },
    checkoutVariables: ["bamboo_build_working_directory"]
  )
}
