import TestModel
import Testing

@Suite("GitLab's environment")
struct GitLabTests {
  static let examples = [
    ProviderExample(
      "a push",
      [
        "GITLAB_CI": "true", "CI_PROJECT_PATH": "acme/shop", "CI_COMMIT_SHA": "abc",
        "CI_COMMIT_REF_NAME": "main", "CI_PIPELINE_ID": "5", "CI_JOB_NAME": "rspec",
        "CI_JOB_ID": "71", "CI_NODE_TOTAL": "1", "CI_RUNNER_DESCRIPTION": "shared-1",
        "CI_JOB_URL": "https://gitlab.com/acme/shop/-/jobs/71",
      ]
    ) {
      $0.provider = "gitlab"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.commit = "abc"
      $0.pipeline = "5"
      $0.job = "rspec"
      $0.jobID = "71"
      $0.nodeTotal = 1
      $0.runner = "shared-1"
      $0.url = "https://gitlab.com/acme/shop/-/jobs/71"
    },
    ProviderExample(
      "a merge request's merged result: nodes from 1, the number taken from the job's name",
      [
        "GITLAB_CI": "true", "CI_PROJECT_PATH": "acme/shop", "CI_COMMIT_SHA": "merged",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "feature/x", "CI_MERGE_REQUEST_IID": "17",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": "head", "CI_DEFAULT_BRANCH": "main",
        "CI_PIPELINE_ID": "5", "CI_JOB_NAME": "rspec 3/5", "CI_NODE_INDEX": "3",
        "CI_NODE_TOTAL": "5", "CI_JOB_STAGE": "test", "CI_JOB_STARTED_AT": "2026-10-23T08:41:52Z",
      ]
    ) {
      $0.provider = "gitlab"
      $0.repo = "acme/shop"
      $0.branch = "feature/x"
      $0.defaultBranch = "main"
      $0.commit = "head"
      $0.mergeCommit = "merged"
      $0.pr = 17
      $0.pipeline = "5"
      $0.workflow = "test"
      $0.job = "rspec"
      $0.nodeIndex = 2
      $0.nodeTotal = 5
      $0.startedAt = Timestamp(iso8601: "2026-10-23T08:41:52Z")
    },
    ProviderExample(
      "a detached merge request, retried as another job: the leg of a matrix is no node",
      [
        "GITLAB_CI": "true", "CI_PROJECT_URL": "https://gitlab.com/acme/shop",
        "CI_COMMIT_SHA": "head", "CI_COMMIT_REF_NAME": "x", "CI_MERGE_REQUEST_IID": "17",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": "", "CI_JOB_NAME": "rspec: [ruby-3, pg]",
        "CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "4", "CI_JOB_ID": "72", "CI_PIPELINE_ID": "5",
      ]
    ) {
      $0.provider = "gitlab"
      $0.repo = "acme/shop"
      $0.branch = "x"
      $0.commit = "head"
      $0.pr = 17
      $0.pipeline = "5"
      $0.job = "rspec"
      $0.jobID = "72"
      $0.variant = "ruby-3, pg"
    },
  ]

  @Test("Its variables are read", arguments: examples)
  func reads(example: ProviderExample) { example.check() }
}
