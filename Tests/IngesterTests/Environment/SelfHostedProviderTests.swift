import TestModel
import Testing

@Suite("The environments of Woodpecker, Drone, Harness, Bamboo and Buddy")
struct SelfHostedProviderTests {
  static let woodpecker = [
    ProviderExample(
      "Woodpecker, a push",
      [
        "CI": "woodpecker", "CI_REPO": "acme/shop", "CI_COMMIT_BRANCH": "main",
        "CI_COMMIT_SHA": "abc", "CI_PIPELINE_NUMBER": "8", "CI_PIPELINE_PARENT": "0",
        "CI_WORKFLOW_NAME": "linux", "CI_WORKFLOW_NUMBER": "1", "CI_STEP_NAME": "test",
        "CI_PIPELINE_URL": "https://w/8", "CI_REPO_DEFAULT_BRANCH": "main",
      ]
    ) {
      $0.provider = "woodpecker"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.defaultBranch = "main"
      $0.commit = "abc"
      $0.pipeline = "8"
      $0.workflow = "linux"
      $0.job = "linux/test"
      $0.jobID = "8/1/test"
      $0.attempt = 1
      $0.url = "https://w/8"
    },
    ProviderExample(
      "Woodpecker, a restart of a pull request, in the old names",
      [
        "CI": "woodpecker", "CI_COMMIT_SOURCE_BRANCH": "x", "CI_COMMIT_BRANCH": "main",
        "CI_COMMIT_PULL_REQUEST": "17", "CI_BUILD_NUMBER": "9", "CI_BUILD_PARENT": "8",
        "CI_BUILD_LINK": "https://w/9",
      ]
    ) {
      $0.provider = "woodpecker"
      $0.branch = "x"
      $0.pr = 17
      $0.pipeline = "9"
      $0.jobID = "9"
      $0.attempt = 2
      $0.url = "https://w/9"
    },
  ]

  static let drone = [
    ProviderExample(
      "Drone, a push",
      [
        "DRONE": "true", "DRONE_REPO": "acme/shop", "DRONE_BRANCH": "main",
        "DRONE_REPO_BRANCH": "main", "DRONE_COMMIT_SHA": "abc", "DRONE_BUILD_NUMBER": "8",
        "DRONE_BUILD_PARENT": "0", "DRONE_STAGE_NAME": "arm64", "DRONE_STAGE_NUMBER": "2",
        "DRONE_STEP_NAME": "test", "DRONE_BUILD_LINK": "https://d/8",
        "DRONE_STAGE_STARTED": "1700000000",
      ]
    ) {
      $0.provider = "drone"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.defaultBranch = "main"
      $0.commit = "abc"
      $0.pipeline = "8"
      $0.workflow = "arm64"
      $0.job = "arm64/test"
      $0.jobID = "8/2/test"
      $0.attempt = 1
      $0.startedAt = Timestamp(seconds: 1_700_000_000)
      $0.url = "https://d/8"
    },
    ProviderExample(
      "Drone, a restart of a pull request",
      [
        "DRONE": "true", "DRONE_BRANCH": "main", "DRONE_SOURCE_BRANCH": "x",
        "DRONE_PULL_REQUEST": "17", "DRONE_BUILD_PARENT": "8", "DRONE_BUILD_EVENT": "pull_request",
      ]
    ) {
      $0.provider = "drone"
      $0.branch = "x"
      $0.pr = 17
      $0.attempt = 2
    },
    ProviderExample(
      "Drone, a promotion is no restart",
      ["DRONE": "true", "DRONE_BUILD_PARENT": "8", "DRONE_BUILD_EVENT": "promote"]
    ) {
      $0.provider = "drone"
      $0.attempt = 1
    },
  ]

  static let harness = [
    ProviderExample(
      "Harness, a push, the second of three",
      [
        "HARNESS_BUILD_ID": "8", "HARNESS_EXECUTION_ID": "e", "HARNESS_PIPELINE_ID": "ci",
        "HARNESS_STAGE_ID": "unit", "HARNESS_NODE_INDEX": "1", "HARNESS_NODE_TOTAL": "3",
        "CI_REPO": "acme/shop", "DRONE_COMMIT_BRANCH": "main", "DRONE_COMMIT_SHA": "abc",
        "CI_BUILD_LINK": "https://h/8",
      ]
    ) {
      $0.provider = "harness"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.commit = "abc"
      $0.pipeline = "e"
      $0.workflow = "ci"
      $0.job = "unit"
      $0.nodeIndex = 1
      $0.nodeTotal = 3
      $0.url = "https://h/8"
    },
    ProviderExample(
      "Harness, a pull request",
      ["HARNESS_BUILD_ID": "8", "DRONE_PULL_REQUEST": "17", "DRONE_SOURCE_BRANCH": "x"]
    ) {
      $0.provider = "harness"
      $0.branch = "x"
      $0.pr = 17
      $0.pipeline = "8"
    },
  ]

  static let others = [
    ProviderExample(
      "Bamboo, a push",
      [
        "bamboo_planKey": "ACME-SHOP", "bamboo_buildNumber": "5",
        "bamboo_planRepository_repositoryUrl": "ssh://git@host:7999/acme/shop.git",
        "bamboo_planRepository_branch": "main", "bamboo_planRepository_revision": "abc",
        "bamboo_shortJobName": "Unit", "bamboo_buildResultKey": "ACME-SHOP-JOB1-5",
        "bamboo_buildResultsUrl": "https://b/5",
      ]
    ) {
      $0.provider = "bamboo"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.commit = "abc"
      $0.pipeline = "ACME-SHOP-5"
      $0.job = "Unit"
      $0.jobID = "ACME-SHOP-JOB1-5"
      $0.url = "https://b/5"
    },
    ProviderExample(
      "Bamboo, a pull request",
      ["bamboo_planKey": "A-B", "bamboo_repository_pr_key": "17"]
    ) {
      $0.provider = "bamboo"
      $0.pr = 17
      $0.pipeline = "A-B"
    },
    ProviderExample(
      "Buddy, a push",
      [
        "BUDDY_WORKSPACE_ID": "1", "BUDDY_REPO_SLUG": "acme/shop",
        "BUDDY_EXECUTION_BRANCH": "main", "BUDDY_EXECUTION_REVISION": "abc",
        "BUDDY_EXECUTION_ID": "5", "BUDDY_PIPELINE_ID": "3", "BUDDY_PIPELINE_NAME": "ci",
        "BUDDY_EXECUTION_URL": "https://b/5",
      ]
    ) {
      $0.provider = "buddy"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.commit = "abc"
      $0.pipeline = "3/5"
      $0.job = "ci"
      $0.url = "https://b/5"
    },
    ProviderExample(
      "Buddy, a pull request",
      ["BUDDY": "true", "BUDDY_RUN_PR_NO": "17", "BUDDY_RUN_ID": "6"]
    ) {
      $0.provider = "buddy"
      $0.pr = 17
      $0.pipeline = "6"
    },
  ]

  @Test("Their variables are read", arguments: woodpecker + drone + harness + others)
  func reads(example: ProviderExample) { example.check() }
}
