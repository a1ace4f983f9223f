import TestModel
import Testing

@Suite("Buildkite's environment")
struct BuildkiteTests {
  static let examples = [
    ProviderExample(
      "a retry of a build that was started by hand, the first of four nodes",
      [
        "BUILDKITE": "true", "BUILDKITE_REPO": "git@github.com:acme/shop.git",
        "BUILDKITE_BRANCH": "main", "BUILDKITE_COMMIT": "HEAD", "BUILDKITE_PULL_REQUEST": "false",
        "BUILDKITE_BUILD_ID": "b-1", "BUILDKITE_PIPELINE_SLUG": "shop",
        "BUILDKITE_STEP_KEY": "unit", "BUILDKITE_LABEL": "Unit tests",
        "BUILDKITE_PARALLEL_JOB": "0", "BUILDKITE_PARALLEL_JOB_COUNT": "4",
        "BUILDKITE_RETRY_COUNT": "1", "BUILDKITE_PIPELINE_DEFAULT_BRANCH": "main",
        "BUILDKITE_BUILD_URL": "https://buildkite.com/b/1", "BUILDKITE_JOB_ID": "j",
      ]
    ) {
      $0.provider = "buildkite"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.defaultBranch = "main"
      $0.pipeline = "b-1"
      $0.workflow = "shop"
      $0.job = "unit"
      $0.jobID = "j"
      $0.nodeIndex = 0
      $0.nodeTotal = 4
      $0.attempt = 2
      $0.url = "https://buildkite.com/b/1#j"
    },
    ProviderExample(
      "a pull request in a rebuild",
      [
        "BUILDKITE": "true", "BUILDKITE_REPO": "https://t0ken@github.com/acme/shop.git",
        "BUILDKITE_BRANCH": "x", "BUILDKITE_COMMIT": "abc", "BUILDKITE_PULL_REQUEST": "17",
        "BUILDKITE_BUILD_ID": "b-2", "BUILDKITE_LABEL": "Ruby 3.4", "BUILDKITE_RETRY_COUNT": "0",
        "BUILDKITE_REBUILT_FROM_BUILD_ID": "b-1",
      ]
    ) {
      $0.provider = "buildkite"
      $0.repo = "acme/shop"
      $0.branch = "x"
      $0.commit = "abc"
      $0.pr = 17
      $0.pipeline = "b-2"
      $0.job = "Ruby 3.4"
      $0.attempt = 2
    },
  ]

  @Test("Its variables are read", arguments: examples)
  func reads(example: ProviderExample) { example.check() }
}
