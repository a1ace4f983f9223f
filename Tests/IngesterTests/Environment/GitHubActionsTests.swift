import TestModel
import Testing

@Suite("GitHub Actions' environment")
struct GitHubActionsTests {
  static let common = [
    "GITHUB_ACTIONS": "true", "GITHUB_REPOSITORY": "acme/shop", "GITHUB_RUN_ID": "99",
    "GITHUB_WORKFLOW": "ci", "GITHUB_JOB": "unit", "GITHUB_RUN_ATTEMPT": "1",
    "GITHUB_SERVER_URL": "https://github.com",
  ]
  static let pullRequest = common.merging([
    "GITHUB_HEAD_REF": "feature/x", "GITHUB_REF": "refs/pull/17/merge",
    "GITHUB_REF_NAME": "17/merge", "GITHUB_SHA": "merge", "GITHUB_EVENT_PATH": "/event.json",
  ]) { $1 }

  static let examples = [
    ProviderExample(
      "a push on a runner for Linux",
      common.merging([
        "GITHUB_HEAD_REF": "", "GITHUB_REF": "refs/heads/main", "GITHUB_REF_NAME": "main",
        "GITHUB_SHA": "abc", "RUNNER_OS": "Linux", "RUNNER_ARCH": "X64", "RUNNER_NAME": "r1",
      ]) { $1 }
    ) {
      $0.provider = "github"
      $0.repo = "acme/shop"
      $0.branch = "main"
      $0.commit = "abc"
      $0.pipeline = "99"
      $0.workflow = "ci"
      $0.job = "unit"
      $0.variant = "Linux-X64"
      $0.attempt = 1
      $0.runner = "r1"
      $0.url = "https://github.com/acme/shop/actions/runs/99/attempts/1"
    },
    ProviderExample(
      "a rerun of a pull request's leg: the head, and the merge beside it",
      pullRequest.merging([
        "GITHUB_RUN_ATTEMPT": "2", "JOB_CHECK_RUN_ID": "555", "EVENKEEL_JOB": "Unit tests",
        "EVENKEEL_VARIANT": "py312", "EVENKEEL_NODE_INDEX": "1", "EVENKEEL_NODE_TOTAL": "4",
        "RUNNER_OS": "Linux",
      ]) { $1 },
      files: [
        "/event.json": """
        {"pull_request":{"number":17,"head":{"sha":"head"}},"repository":{"default_branch":"main"}}
        """
      ]
    ) {
      $0.provider = "github"
      $0.repo = "acme/shop"
      $0.branch = "feature/x"
      $0.defaultBranch = "main"
      $0.commit = "head"
      $0.mergeCommit = "merge"
      $0.pr = 17
      $0.pipeline = "99"
      $0.workflow = "ci"
      $0.job = "Unit tests"
      $0.jobID = "555"
      $0.variant = "py312"
      $0.nodeIndex = 1
      $0.nodeTotal = 4
      $0.attempt = 2
      $0.url = "https://github.com/acme/shop/actions/runs/99/attempts/2"
    },
    ProviderExample(
      "a pull request whose event can't be read: only the merge is known, and git tells the head",
      pullRequest,
      files: ["/event.json": "no JSON"]
    ) {
      $0.provider = "github"
      $0.repo = "acme/shop"
      $0.branch = "feature/x"
      $0.mergeCommit = "merge"
      $0.pr = 17
      $0.pipeline = "99"
      $0.workflow = "ci"
      $0.job = "unit"
      $0.attempt = 1
      $0.url = "https://github.com/acme/shop/actions/runs/99/attempts/1"
    },
    ProviderExample(
      "the merge queue: the number is in the branch",
      [
        "GITHUB_ACTIONS": "true", "GITHUB_SHA": "abc",
        "GITHUB_REF": "refs/heads/gh-readonly-queue/main/pr-17-8f3c",
        "GITHUB_REF_NAME": "gh-readonly-queue/main/pr-17-8f3c", "CI_NODE_INDEX": "0",
        "CI_NODE_TOTAL": "3",
      ]
    ) {
      $0.provider = "github"
      $0.branch = "gh-readonly-queue/main/pr-17-8f3c"
      $0.commit = "abc"
      $0.pr = 17
      $0.nodeIndex = 0
      $0.nodeTotal = 3
    },
    ProviderExample(
      "pull_request_target: the commit of the base is no merge commit",
      [
        "GITHUB_ACTIONS": "true", "GITHUB_REF": "refs/heads/main", "GITHUB_REF_NAME": "main",
        "GITHUB_HEAD_REF": "feature/x", "GITHUB_SHA": "base", "GITHUB_EVENT_PATH": "/event.json",
      ],
      files: ["/event.json": #"{"pull_request":{"number":17,"head":{"sha":"head"}}}"#]
    ) {
      $0.provider = "github"
      $0.branch = "feature/x"
      $0.commit = "head"
      $0.pr = 17
    },
    ProviderExample(
      "workflow_run: what the triggering run tested",
      [
        "GITHUB_ACTIONS": "true", "GITHUB_REF": "refs/heads/main", "GITHUB_REF_NAME": "main",
        "GITHUB_SHA": "base", "GITHUB_EVENT_PATH": "/event.json",
      ],
      files: [
        "/event.json": """
        {"workflow_run":{"head_sha":"head","head_branch":"x","pull_requests":[{"number":9}]}}
        """
      ]
    ) {
      $0.provider = "github"
      $0.branch = "x"
      $0.commit = "head"
      $0.pr = 9
    },
    ProviderExample(
      "Gitea: a pull request's ref is its head",
      [
        "GITHUB_ACTIONS": "true", "GITEA_ACTIONS": "true", "GITHUB_REF": "refs/pull/5/head",
        "GITHUB_HEAD_REF": "x", "GITHUB_SHA": "abc",
      ]
    ) {
      $0.provider = "gitea"
      $0.branch = "x"
      $0.commit = "abc"
      $0.pr = 5
    },
    ProviderExample(
      "Forgejo",
      [
        "GITHUB_ACTIONS": "true", "FORGEJO_ACTIONS": "true", "GITEA_ACTIONS": "true",
        "GITHUB_REF": "refs/heads/main",
      ]
    ) {
      $0.provider = "forgejo"
      $0.branch = "main"
    },
  ]

  @Test("Its variables are read", arguments: examples)
  func reads(example: ProviderExample) { example.check() }
}
