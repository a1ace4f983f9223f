import Ingester
import TestModel
import Testing

@Suite("What CI providers tell in the environment")
struct EnvironmentTests {
  struct Example: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var variables: [String: String]
    var event: String?
    var expected: @Sendable (inout JobRun) -> Void
  }

  static let examples: [Example] = [
    Example(
      testDescription: "CircleCI",
      variables: [
        "CIRCLECI": "true", "CIRCLE_PROJECT_USERNAME": "acme", "CIRCLE_PROJECT_REPONAME": "shop",
        "CIRCLE_BRANCH": "feature/x", "CIRCLE_SHA1": "abc", "CIRCLE_JOB": "unit",
        "CIRCLE_PULL_REQUEST": "https://github.com/acme/shop/pull/17", "CIRCLE_PIPELINE_ID": "p-1",
        "CIRCLE_WORKFLOW_ID": "w-1", "CIRCLE_NODE_INDEX": "2", "CIRCLE_NODE_TOTAL": "8",
        "CIRCLE_BUILD_URL": "https://circleci.com/b/1",
      ],
      expected: { run in
        run.provider = "circleci"
        run.repo = "acme/shop"
        run.branch = "feature/x"
        run.commit = "abc"
        run.pr = 17
        run.pipeline = "p-1"
        run.workflow = "w-1"
        run.job = "unit"
        run.nodeIndex = 2
        run.nodeTotal = 8
        run.url = "https://circleci.com/b/1"
      }
    ),
    Example(
      testDescription: "GitHub Actions, a pull request: the head and not the merge commit",
      variables: [
        "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "acme/shop", "GITHUB_HEAD_REF": "feature/x",
        "GITHUB_REF": "refs/pull/17/merge", "GITHUB_REF_NAME": "17/merge", "GITHUB_SHA": "merge",
        "GITHUB_RUN_ID": "99", "GITHUB_WORKFLOW": "ci", "GITHUB_JOB": "unit",
        "GITHUB_RUN_ATTEMPT": "2", "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_EVENT_PATH": "/event.json", "EVENKEEL_VARIANT": "py312",
      ],
      event: """
        {"pull_request":{"number":17,"head":{"sha":"head"}},"repository":{"default_branch":"main"}}
        """,
      expected: { run in
        run.provider = "github"
        run.repo = "acme/shop"
        run.branch = "feature/x"
        run.defaultBranch = "main"
        run.commit = "head"
        run.pr = 17
        run.pipeline = "99"
        run.workflow = "ci"
        run.job = "unit"
        run.variant = "py312"
        run.attempt = 2
        run.url = "https://github.com/acme/shop/actions/runs/99/attempts/2"
      }
    ),
    Example(
      testDescription: "GitHub Actions, a push",
      variables: [
        "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "acme/shop", "GITHUB_HEAD_REF": "",
        "GITHUB_REF": "refs/heads/main", "GITHUB_REF_NAME": "main", "GITHUB_SHA": "abc",
      ],
      expected: { run in
        run.provider = "github"
        run.repo = "acme/shop"
        run.branch = "main"
        run.commit = "abc"
      }
    ),
    Example(
      testDescription:
        "GitLab, a merge request: nodes from 1, the number taken from the job's name",
      variables: [
        "GITLAB_CI": "true", "CI_PROJECT_PATH": "acme/shop", "CI_COMMIT_SHA": "merged",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "feature/x", "CI_MERGE_REQUEST_IID": "17",
        "CI_MERGE_REQUEST_SOURCE_BRANCH_SHA": "head", "CI_DEFAULT_BRANCH": "main",
        "CI_PIPELINE_ID": "5", "CI_JOB_NAME": "rspec 3/5", "CI_NODE_INDEX": "3",
        "CI_NODE_TOTAL": "5", "CI_JOB_STAGE": "test", "CI_JOB_STARTED_AT": "2026-10-23T08:41:52Z",
      ],
      expected: { run in
        run.provider = "gitlab"
        run.repo = "acme/shop"
        run.branch = "feature/x"
        run.defaultBranch = "main"
        run.commit = "head"
        run.pr = 17
        run.pipeline = "5"
        run.workflow = "test"
        run.job = "rspec"
        run.nodeIndex = 2
        run.nodeTotal = 5
        run.startedAt = Timestamp(iso8601: "2026-10-23T08:41:52Z")
      }
    ),
    Example(
      testDescription: "Buildkite, a retry of a build that was started by hand",
      variables: [
        "BUILDKITE": "true", "BUILDKITE_REPO": "git@github.com:acme/shop.git",
        "BUILDKITE_BRANCH": "main", "BUILDKITE_COMMIT": "HEAD", "BUILDKITE_PULL_REQUEST": "false",
        "BUILDKITE_BUILD_ID": "b-1", "BUILDKITE_PIPELINE_SLUG": "shop",
        "BUILDKITE_STEP_KEY": "unit",
        "BUILDKITE_PARALLEL_JOB": "0", "BUILDKITE_PARALLEL_JOB_COUNT": "4",
        "BUILDKITE_RETRY_COUNT": "1", "BUILDKITE_PIPELINE_DEFAULT_BRANCH": "main",
        "BUILDKITE_BUILD_URL": "https://buildkite.com/b/1", "BUILDKITE_JOB_ID": "j",
      ],
      expected: { run in
        run.provider = "buildkite"
        run.repo = "acme/shop"
        run.branch = "main"
        run.defaultBranch = "main"
        run.pipeline = "b-1"
        run.workflow = "shop"
        run.job = "unit"
        run.nodeIndex = 0
        run.nodeTotal = 4
        run.attempt = 2
        run.url = "https://buildkite.com/b/1#j"
      }
    ),
    Example(testDescription: "no provider", variables: ["HOME": "/root"], expected: { _ in }),
  ]

  @Test("Each provider's variables are read", arguments: examples)
  func readsVariables(example: Example) {
    var expected = JobRun()
    example.expected(&expected)
    let event = example.event
    #expect(jobRunInEnvironment(example.variables) { _ in event } == expected)
  }

  @Test(
    "A repository's URL gives its name, and never a credential",
    arguments: [
      ("https://token:secret@github.com/acme/shop.git", "acme/shop"),
      ("git@github.com:acme/shop.git", "acme/shop"),
      ("ssh://git@host:22/group/sub/shop", "group/sub/shop"), ("https://host", nil),
    ] as [(String, String?)]
  )
  func namesRepositories(url: String, name: String?) {
    #expect(repositoryName(fromURL: url) == name)
  }
}
