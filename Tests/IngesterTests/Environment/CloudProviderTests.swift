import TestModel
import Testing

@Suite("The environments of Bitrise, Xcode Cloud, Codeship, CodeBuild, Google, Codefresh, Heroku")
struct CloudProviderTests {
  static let apple = [
    ProviderExample(
      "Bitrise, a push, the first of two",
      [
        "BITRISE_IO": "true", "BITRISEIO_GIT_REPOSITORY_OWNER": "acme",
        "BITRISEIO_GIT_REPOSITORY_SLUG": "shop", "BITRISE_GIT_BRANCH": "main",
        "BITRISE_GIT_COMMIT": "abc", "BITRISEIO_PIPELINE_ID": "p", "BITRISE_BUILD_SLUG": "b",
        "BITRISE_TRIGGERED_WORKFLOW_ID": "unit", "BITRISE_IO_PARALLEL_INDEX": "0",
        "BITRISE_IO_PARALLEL_TOTAL": "2", "BITRISE_BUILD_URL": "https://b",
      ]
    ) {
      $0.provider = "bitrise"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.commit = "abc"
      $0.pipeline = "p"
      $0.job = "unit"
      $0.jobID = "b"
      $0.nodeIndex = 0
      $0.nodeTotal = 2
      $0.url = "https://b"
    },
    ProviderExample(
      "Bitrise, a pull request that is merged for the test",
      [
        "BITRISE_IO": "true", "GIT_REPOSITORY_URL": "git@github.com:acme/shop.git",
        "BITRISE_GIT_BRANCH": "x", "BITRISE_PULL_REQUEST": "17", "BITRISE_GIT_COMMIT": "head",
        "GIT_CLONE_COMMIT_HASH": "merge",
      ]
    ) {
      $0.provider = "bitrise"
      $0.repo = "acme/shop"
      $0.branch = "x"
      $0.commit = "head"
      $0.mergeCommit = "merge"
      $0.pr = 17
    },
    ProviderExample(
      "Xcode Cloud, a push",
      [
        "CI": "TRUE", "CI_XCODE_PROJECT": "Shop.xcodeproj", "CI_BRANCH": "main",
        "CI_COMMIT": "abc", "CI_BUILD_ID": "b", "CI_WORKFLOW": "Nightly", "CI_TEST_PLAN": "Unit",
        "CI_TEST_DESTINATION_DEVICE_TYPE": "iPhone 15", "CI_TEST_DESTINATION_RUNTIME": "iOS 17",
      ]
    ) {
      $0.provider = "xcode_cloud"
      $0.branch = "main"
      $0.commit = "abc"
      $0.pipeline = "b"
      $0.workflow = "Nightly"
      $0.job = "Unit"
      $0.variant = "iPhone 15 iOS 17"
    },
    ProviderExample(
      "Xcode Cloud, a pull request from a fork",
      [
        "CI_XCODEBUILD_ACTION": "test-without-building", "CI_PULL_REQUEST_NUMBER": "17",
        "CI_PULL_REQUEST_SOURCE_REPO": "me/shop", "CI_PULL_REQUEST_TARGET_REPO": "acme/shop",
        "CI_PULL_REQUEST_SOURCE_BRANCH": "x", "CI_PULL_REQUEST_SOURCE_COMMIT": "head",
        "CI_COMMIT": "head",
      ]
    ) {
      $0.provider = "xcode_cloud"
      $0.repo = "acme/shop"
      $0.branch = "x"
      $0.commit = "head"
      $0.pr = 17
      $0.job = "test-without-building"
    },
  ]

  static let clouds = [
    ProviderExample(
      "CodeBuild, a push in a batch",
      [
        "CODEBUILD_BUILD_ID": "shop:uuid", "CODEBUILD_RESOLVED_SOURCE_VERSION": "abc",
        "CODEBUILD_SOURCE_REPO_URL": "https://github.com/acme/shop.git",
        "CODEBUILD_WEBHOOK_HEAD_REF": "refs/heads/main",
        "CODEBUILD_BATCH_BUILD_IDENTIFIER": "unit", "CODEBUILD_START_TIME": "1700000000000",
        "CODEBUILD_BUILD_URL": "https://aws/b",
      ]
    ) {
      $0.provider = "codebuild"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.commit = "abc"
      $0.pipeline = "shop:uuid"
      $0.workflow = "shop"
      $0.job = "unit"
      $0.jobID = "shop:uuid"
      $0.startedAt = Timestamp(seconds: 1_700_000_000)
      $0.url = "https://aws/b"
    },
    ProviderExample(
      "CodeBuild, a pull request",
      ["CODEBUILD_BUILD_ID": "shop:u2", "CODEBUILD_SOURCE_VERSION": "pr/17"]
    ) {
      $0.provider = "codebuild"
      $0.pr = 17
      $0.pipeline = "shop:u2"
      $0.workflow = "shop"
      $0.job = "shop"
      $0.jobID = "shop:u2"
    },
    ProviderExample(
      "Google Cloud Build, a pull request",
      [
        "BUILD_ID": "b", "PROJECT_ID": "p", "TRIGGER_NAME": "unit", "REPO_FULL_NAME": "acme/shop",
        "BRANCH_NAME": "main", "_HEAD_BRANCH": "x", "_PR_NUMBER": "17", "COMMIT_SHA": "abc",
      ]
    ) {
      $0.provider = "google_cloud_build"
      $0.repo = "acme/shop"
      $0.branch = "x"
      $0.commit = "abc"
      $0.pr = 17
      $0.pipeline = "b"
      $0.job = "unit"
      $0.jobID = "b"
    },
    ProviderExample(
      "Google Cloud Build, a push, the second of two nodes",
      [
        "BUILD_ID": "b", "PROJECT_ID": "p", "TRIGGER_NAME": "unit", "BRANCH_NAME": "main",
        "CI_NODE_INDEX": "1", "CI_NODE_TOTAL": "2",
      ]
    ) {
      $0.provider = "google_cloud_build"
      $0.branch = "main"
      $0.pipeline = "b"
      $0.job = "unit"
      $0.jobID = "b"
      $0.nodeIndex = 1
      $0.nodeTotal = 2
    },
  ]

  static let others = [
    ProviderExample(
      "Codeship, a push",
      [
        "CI_NAME": "codeship", "CI_REPO_NAME": "acme/shop", "CI_BRANCH": "main",
        "CI_COMMIT_ID": "abc", "CI_BUILD_ID": "b", "CI_PR_NUMBER": "0",
      ]
    ) {
      $0.provider = "codeship"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.commit = "abc"
      $0.pipeline = "b"
    },
    ProviderExample("Codeship, a pull request", ["CI_NAME": "codeship", "CI_PR_NUMBER": "17"]) {
      $0.provider = "codeship"
      $0.pr = 17
    },
    ProviderExample(
      "Codefresh, a pull request",
      [
        "CF_BUILD_ID": "b", "CF_REPO_OWNER": "acme", "CF_REPO_NAME": "shop", "CF_BRANCH": "x",
        "CF_PULL_REQUEST_NUMBER": "17", "CF_REVISION": "abc", "CF_STEP_NAME": "unit",
        "CF_BUILD_URL": "https://c/b",
      ]
    ) {
      $0.provider = "codefresh"
      $0.repo = "acme/shop"
      $0.branch = "x"
      $0.commit = "abc"
      $0.pr = 17
      $0.pipeline = "b"
      $0.job = "unit"
      $0.jobID = "b/unit"
      $0.url = "https://c/b"
    },
    ProviderExample(
      "Codefresh, a push",
      ["CF_BUILD_ID": "b", "CF_BRANCH": "main", "CF_PIPELINE_NAME": "ci"]
    ) {
      $0.provider = "codefresh"
      $0.branch = "main"
      $0.pipeline = "b"
      $0.workflow = "ci"
      $0.job = "ci"
      $0.jobID = "b"
    },
    ProviderExample(
      "Heroku CI, the third of four nodes",
      [
        "HEROKU_TEST_RUN_ID": "t", "HEROKU_TEST_RUN_BRANCH": "main",
        "HEROKU_TEST_RUN_COMMIT_VERSION": "abc", "CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "4",
      ]
    ) {
      $0.provider = "heroku"
      $0.branch = "main"
      $0.commit = "abc"
      $0.pipeline = "t"
      $0.jobID = "t/2"
      $0.nodeIndex = 2
      $0.nodeTotal = 4
    },
    ProviderExample(
      "Trunk's variables for any CI",
      [
        "CUSTOM": "true", "COMMIT_BRANCH": "x", "PR_NUMBER": "17", "JOB_NAME": "unit",
        "JOB_URL": "https://j",
      ]
    ) {
      $0.provider = "custom"
      $0.branch = "x"
      $0.pr = 17
      $0.job = "unit"
      $0.url = "https://j"
    },
    ProviderExample(
      "the variables of Buildkite's collectors for any CI",
      [
        "BUILDKITE_ANALYTICS_KEY": "k", "BUILDKITE_ANALYTICS_SHA": "abc",
        "BUILDKITE_ANALYTICS_BRANCH": "main", "BUILDKITE_ANALYTICS_JOB_ID": "j",
        "BUILDKITE_ANALYTICS_URL": "https://k",
      ]
    ) {
      $0.provider = "custom"
      $0.branch = "main"
      $0.commit = "abc"
      $0.pipeline = "k"
      $0.jobID = "j"
      $0.url = "https://k"
    },
  ]

  @Test("Their variables are read", arguments: apple + clouds + others)
  func reads(example: ProviderExample) { example.check() }
}
