public import TestModel

/// A CI provider as its environment variables show it.
struct CIProvider: Sendable {
  /// The provider's name as it is recorded.
  var name: String
  /// Whether the variables are those of the provider.
  var isPresent: @Sendable (EnvironmentVariables) -> Bool
  /// What the variables tell.
  var jobRun: @Sendable (EnvironmentVariables) -> JobRun
  /// The variables that name the folder of the checkout.
  var checkoutVariables: [String] = []

  /// The providers that are recognized, in the order in which they are asked.
  ///
  /// Buildkite comes first, as its agents run inside of others; CodeBuild comes late, as it hosts
  /// the runners of others. Woodpecker and Harness set Drone's variables for old plugins. Jenkins and
  /// Google's builds share `BUILD_ID`, so that the one that has a mark of its own is asked first.
  static let all: [CIProvider] = [
    .buildkite, .circleCI, .gitHubActions, .gitLab, .azurePipelines, .travis, .appVeyor, .cirrus,
    .semaphore, .bitbucket, .teamCity, .bitrise, .xcodeCloud, .codeship, .woodpecker, .harness,
    .drone, .codefresh, .heroku, .buddy, .bamboo, .jenkins, .codeBuild, .googleCloudBuild, .custom,
  ]
}

/// What the environment tells of the job that runs.
///
/// `EVENKEEL_VARIANT`, `EVENKEEL_NODE_INDEX` and the like beat what the provider says, everywhere.
/// Where a pull request's merge commit was checked out and nothing tells its head, `mergeCommit` is
/// known and `commit` is not: git tells it, as the second parent of the merge.
///
/// - Parameters:
///   - variables: the environment.
///   - readFile: reads a file that the environment names, such as GitHub's event; none if it can't.
public func jobRunInEnvironment(
  _ variables: [String: String],
  readFile: @escaping @Sendable (String) -> String?
) -> JobRun {
  let environment = EnvironmentVariables(variables, readFile: readFile)
  let overrides = overridingJobRun(environment)
  guard let provider = CIProvider.all.first(where: { $0.isPresent(environment) }) else {
    return overrides
  }
  var jobRun = provider.jobRun(environment)
  jobRun.provider = jobRun.provider ?? provider.name
  jobRun.pr = jobRun.pr ?? queuedPullRequest(jobRun.branch)
  jobRun.url = cleaned(withoutCredentials(jobRun.url))
  // What providers join of several values is bounded as one.
  jobRun.job = cleaned(jobRun.job)
  jobRun.jobID = cleaned(jobRun.jobID)
  jobRun.variant = cleaned(jobRun.variant)
  if jobRun.nodeTotal == 0 { jobRun.nodeTotal = nil }
  return overrides.filled(from: jobRun)
}

/// The folders that reports written in this environment may name absolutely.
public func checkoutFolders(in variables: [String: String]) -> [String] {
  let environment = EnvironmentVariables(variables, readFile: { _ in nil })
  return CIProvider.all.flatMap(\.checkoutVariables).compactMap { environment[$0] }
}

/// What the user's own variables say, whatever the provider.
private func overridingJobRun(_ variables: EnvironmentVariables) -> JobRun {
  var run = JobRun()
  run.repo = variables["EVENKEEL_REPO"]
  run.branch = branchName(variables["EVENKEEL_BRANCH"])
  run.defaultBranch = variables["EVENKEEL_DEFAULT_BRANCH"]
  run.commit = variables["EVENKEEL_COMMIT"]
  run.pr = variables.number("EVENKEEL_PR")
  run.pipeline = variables["EVENKEEL_PIPELINE"]
  run.workflow = variables["EVENKEEL_WORKFLOW"]
  run.job = variables["EVENKEEL_JOB"]
  run.variant = variables["EVENKEEL_VARIANT"]
  run.nodeIndex = variables.number("EVENKEEL_NODE_INDEX")
  run.nodeTotal = variables.number("EVENKEEL_NODE_TOTAL")
  run.attempt = variables.number("EVENKEEL_ATTEMPT")
  run.url = withoutCredentials(variables["EVENKEEL_URL"])
  return run
}
