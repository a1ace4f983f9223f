import TestModel
import Testing

@Suite("CircleCI's environment")
struct CircleCITests {
  static let common = [
    "CIRCLECI": "true", "CIRCLE_PROJECT_USERNAME": "acme", "CIRCLE_PROJECT_REPONAME": "shop",
    "CIRCLE_SHA1": "abc", "CIRCLE_JOB": "unit", "CIRCLE_PIPELINE_ID": "p-1",
    "CIRCLE_WORKFLOW_ID": "w-1", "CIRCLE_WORKFLOW_JOB_ID": "j-1",
  ]

  static let examples = [
    ProviderExample(
      "a push, the third of eight nodes",
      common.merging([
        "CIRCLE_BRANCH": "feature/x", "CIRCLE_NODE_INDEX": "2", "CIRCLE_NODE_TOTAL": "8",
        "CIRCLE_BUILD_URL": "https://circleci.com/b/1", "CIRCLE_WORKFLOW_WORKSPACE_ID": "w-1",
      ]) { $1 }
    ) {
      $0.provider = "circleci"
      $0.repo = "acme/shop"
      $0.branch = "feature/x"
      $0.commit = "abc"
      $0.pipeline = "p-1"
      $0.workflow = "w-1"
      $0.job = "unit"
      $0.jobID = "j-1/2"
      $0.nodeIndex = 2
      $0.nodeTotal = 8
      $0.url = "https://circleci.com/b/1"
    },
    ProviderExample(
      "a pull request from a fork, known by its branch",
      common.merging(["CIRCLE_BRANCH": "pull/17"]) { $1 }
    ) {
      $0.provider = "circleci"
      $0.repo = "acme/shop"
      $0.branch = "pull/17"
      $0.commit = "abc"
      $0.pr = 17
      $0.pipeline = "p-1"
      $0.workflow = "w-1"
      $0.job = "unit"
      $0.jobID = "j-1"
    },
    ProviderExample(
      "a rerun of the failed jobs: another workflow with the first one's workspace",
      common.merging([
        "CIRCLE_WORKFLOW_ID": "w-2", "CIRCLE_WORKFLOW_WORKSPACE_ID": "w-1",
        "CIRCLE_WORKFLOW_JOB_ID": "j-9", "CIRCLE_BRANCH": "x",
        "CIRCLE_PULL_REQUEST": "https://github.com/acme/shop/pull/18",
      ]) { $1 }
    ) {
      $0.provider = "circleci"
      $0.repo = "acme/shop"
      $0.branch = "x"
      $0.commit = "abc"
      $0.pr = 18
      $0.pipeline = "p-1"
      $0.workflow = "w-2"
      $0.job = "unit"
      $0.jobID = "j-9"
      $0.attempt = 2
    },
  ]

  @Test("Its variables are read", arguments: examples)
  func reads(example: ProviderExample) { example.check() }
}
