import TestModel

/// The variables in which providers count the runs of a pipeline, workflow or repository one by one,
/// the same for all jobs of a run.
///
/// Others have none: CircleCI's counts jobs, and the numbers of Azure Pipelines are the organization's.
private let counters = [
  "appveyor": "APPVEYOR_BUILD_NUMBER", "bamboo": "bamboo_buildNumber",
  "bitbucket": "BITBUCKET_BUILD_NUMBER", "bitrise": "BITRISE_BUILD_NUMBER",
  "buildkite": "BUILDKITE_BUILD_NUMBER", "codebuild": "CODEBUILD_BUILD_NUMBER",
  "drone": "DRONE_BUILD_NUMBER", "github": "GITHUB_RUN_NUMBER", "gitlab": "CI_PIPELINE_IID",
  "harness": "DRONE_BUILD_NUMBER", "jenkins": "BUILD_NUMBER", "teamcity": "BUILD_NUMBER",
  "travis": "TRAVIS_BUILD_NUMBER", "woodpecker": "CI_PIPELINE_NUMBER",
  "xcode_cloud": "CI_BUILD_NUMBER",
]

/// What tells a run of the pipeline from its other runs, the same on all its nodes: a number that
/// counts up by one where the provider has such a number, else the pipeline's ID; none outside of CI.
///
/// A retry of a job is the same run. `EVENKEEL_PIPELINE` beats what the provider says.
public func runNumberInEnvironment(_ variables: [String: String]) -> String? {
  let environment = EnvironmentVariables(variables, readFile: { _ in nil })
  if let own = environment["EVENKEEL_PIPELINE"] { return own }
  let provider = CIProvider.all.first { $0.isPresent(environment) }
  if let provider, let counter = counters[provider.name], let number = environment[counter] {
    return number
  }
  guard let id = provider?.jobRun(environment).pipeline else { return nil }
  // An ID that is a number, such as one of a whole organization, counts nothing of the project's.
  return "pipeline \(id)"
}
