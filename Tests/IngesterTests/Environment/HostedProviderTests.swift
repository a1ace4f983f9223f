import TestModel
import Testing

@Suite("The environments of Travis, AppVeyor, Cirrus, Semaphore and Bitbucket")
struct HostedProviderTests {
  static let travis = [
    ProviderExample(
      "Travis, a push: a job without a name is known by its position",
      [
        "TRAVIS": "true", "TRAVIS_REPO_SLUG": "acme/shop", "TRAVIS_BRANCH": "main",
        "TRAVIS_PULL_REQUEST": "false", "TRAVIS_COMMIT": "abc", "TRAVIS_BUILD_NUMBER": "12",
        "TRAVIS_JOB_NUMBER": "12.3", "TRAVIS_JOB_ID": "900", "TRAVIS_OS_NAME": "linux",
        "TRAVIS_PYTHON_VERSION": "3.12", "CI_NODE_INDEX": "1", "CI_NODE_TOTAL": "2",
        "TRAVIS_BUILD_WEB_URL": "https://t/b",
      ]
    ) {
      $0.provider = "travis"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.commit = "abc"
      $0.pipeline = "12"
      $0.job = "3"
      $0.jobID = "900"
      $0.variant = "linux python-3.12"
      $0.nodeIndex = 1
      $0.nodeTotal = 2
      $0.url = "https://t/b"
    },
    ProviderExample(
      "Travis, a pull request",
      [
        "TRAVIS": "true", "TRAVIS_BRANCH": "main", "TRAVIS_PULL_REQUEST": "17",
        "TRAVIS_PULL_REQUEST_BRANCH": "x", "TRAVIS_PULL_REQUEST_SHA": "head",
        "TRAVIS_COMMIT": "merge", "TRAVIS_BUILD_ID": "77", "TRAVIS_JOB_NAME": "unit",
        "TRAVIS_BUILD_STAGE_NAME": "Test",
      ]
    ) {
      $0.provider = "travis"
      $0.branch = "x"
      $0.commit = "head"
      $0.mergeCommit = "merge"
      $0.pr = 17
      $0.pipeline = "77"
      $0.workflow = "Test"
      $0.job = "unit"
    },
  ]

  static let appVeyor = [
    ProviderExample(
      "AppVeyor, a push",
      [
        "APPVEYOR": "True", "APPVEYOR_REPO_NAME": "acme/shop", "APPVEYOR_REPO_BRANCH": "main",
        "APPVEYOR_REPO_COMMIT": "abc", "APPVEYOR_BUILD_ID": "55", "APPVEYOR_JOB_ID": "j1",
        "APPVEYOR_PROJECT_SLUG": "shop", "APPVEYOR_ACCOUNT_NAME": "acme",
        "APPVEYOR_URL": "https://ci.appveyor.com", "PLATFORM": "x64",
        "APPVEYOR_BUILD_WORKER_IMAGE": "Ubuntu",
      ]
    ) {
      $0.provider = "appveyor"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.commit = "abc"
      $0.pipeline = "55"
      $0.workflow = "shop"
      $0.jobID = "j1"
      $0.variant = "Ubuntu x64"
      $0.attempt = 1
      $0.url = "https://ci.appveyor.com/project/acme/shop/builds/55/job/j1"
    },
    ProviderExample(
      "AppVeyor, a rebuild of a pull request",
      [
        "APPVEYOR": "true", "APPVEYOR_REPO_BRANCH": "main", "APPVEYOR_REPO_COMMIT": "merge",
        "APPVEYOR_PULL_REQUEST_NUMBER": "17", "APPVEYOR_PULL_REQUEST_HEAD_REPO_BRANCH": "x",
        "APPVEYOR_PULL_REQUEST_HEAD_COMMIT": "head", "APPVEYOR_RE_BUILD": "True",
        "APPVEYOR_JOB_NAME": "Release",
      ]
    ) {
      $0.provider = "appveyor"
      $0.branch = "x"
      $0.commit = "head"
      $0.mergeCommit = "merge"
      $0.pr = 17
      $0.job = "Release"
      $0.attempt = 2
    },
  ]

  static let cirrus = [
    ProviderExample(
      "Cirrus, a push on the second of two nodes",
      [
        "CIRRUS_CI": "true", "CIRRUS_REPO_FULL_NAME": "acme/shop", "CIRRUS_BRANCH": "main",
        "CIRRUS_CHANGE_IN_REPO": "abc", "CIRRUS_BUILD_ID": "b", "CIRRUS_TASK_ID": "t",
        "CIRRUS_TASK_NAME": "unit", "CI_NODE_INDEX": "1", "CI_NODE_TOTAL": "2",
        "CIRRUS_DEFAULT_BRANCH": "main", "CIRRUS_OS": "linux", "CIRRUS_ARCH": "arm64",
      ]
    ) {
      $0.provider = "cirrus"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.defaultBranch = "main"
      $0.commit = "abc"
      $0.pipeline = "b"
      $0.job = "unit"
      $0.jobID = "t"
      $0.variant = "linux-arm64"
      $0.nodeIndex = 1
      $0.nodeTotal = 2
      $0.url = "https://cirrus-ci.com/task/t"
    },
    ProviderExample("Cirrus, a pull request", ["CIRRUS_CI": "true", "CIRRUS_BRANCH": "pull/17"]) {
      $0.provider = "cirrus"
      $0.branch = "pull/17"
      $0.pr = 17
    },
  ]

  static let semaphore = [
    ProviderExample(
      "Semaphore, a push, the second of four",
      [
        "SEMAPHORE": "true", "SEMAPHORE_GIT_REPO_SLUG": "acme/shop",
        "SEMAPHORE_GIT_BRANCH": "main", "SEMAPHORE_GIT_SHA": "abc", "SEMAPHORE_WORKFLOW_ID": "w",
        "SEMAPHORE_JOB_ID": "j", "SEMAPHORE_JOB_NAME": "Tests - 2/4", "SEMAPHORE_JOB_INDEX": "2",
        "SEMAPHORE_JOB_COUNT": "4", "SEMAPHORE_PIPELINE_RERUN": "false",
        "SEMAPHORE_ORGANIZATION_URL": "https://acme.semaphoreci.com",
      ]
    ) {
      $0.provider = "semaphore"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.commit = "abc"
      $0.pipeline = "w"
      $0.job = "Tests"
      $0.jobID = "j"
      $0.nodeIndex = 1
      $0.nodeTotal = 4
      $0.attempt = 1
      $0.url = "https://acme.semaphoreci.com/jobs/j"
    },
    ProviderExample(
      "Semaphore, a rerun of a pull request",
      [
        "SEMAPHORE": "true", "SEMAPHORE_GIT_BRANCH": "main", "SEMAPHORE_GIT_PR_BRANCH": "x",
        "SEMAPHORE_GIT_PR_NUMBER": "17", "SEMAPHORE_GIT_SHA": "merge",
        "SEMAPHORE_GIT_PR_SHA": "head", "SEMAPHORE_PIPELINE_RERUN": "true",
      ]
    ) {
      $0.provider = "semaphore"
      $0.branch = "x"
      $0.commit = "head"
      $0.mergeCommit = "merge"
      $0.pr = 17
      $0.attempt = 2
    },
  ]

  static let bitbucket = [
    ProviderExample(
      "Bitbucket, a step that ran again, the first of two",
      [
        "BITBUCKET_BUILD_NUMBER": "9", "BITBUCKET_REPO_FULL_NAME": "acme/shop",
        "BITBUCKET_BRANCH": "main", "BITBUCKET_COMMIT": "abc", "BITBUCKET_STEP_UUID": "{s}",
        "BITBUCKET_STEP_RUN_NUMBER": "2", "BITBUCKET_PARALLEL_STEP": "0",
        "BITBUCKET_PARALLEL_STEP_COUNT": "2",
      ]
    ) {
      $0.provider = "bitbucket"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.commit = "abc"
      $0.pipeline = "9"
      $0.jobID = "{s}/2"
      $0.nodeIndex = 0
      $0.nodeTotal = 2
      $0.attempt = 2
      $0.url = "https://bitbucket.org/acme/shop/pipelines/results/9/steps/{s}"
    },
    ProviderExample(
      "Bitbucket, a pull request with a commit that is cut short",
      [
        "BITBUCKET_BUILD_NUMBER": "9", "BITBUCKET_BRANCH": "x", "BITBUCKET_PR_ID": "17",
        "BITBUCKET_COMMIT": "9fceb02d0ae5",
      ]
    ) {
      $0.provider = "bitbucket"
      $0.branch = "x"
      $0.commit = "9fceb02d0ae5"
      $0.pr = 17
      $0.pipeline = "9"
    },
  ]

  @Test(
    "Their variables are read",
    arguments: travis + appVeyor + cirrus + semaphore + bitbucket
  )
  func reads(example: ProviderExample) { example.check() }
}
