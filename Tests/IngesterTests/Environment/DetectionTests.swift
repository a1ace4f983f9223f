import Ingester
import TestModel
import Testing

@Suite("Telling providers apart")
struct DetectionTests {
  /// Variables that two providers have in common, and whose they are.
  static let collisions: [(String?, [String: String])] = [
    ("woodpecker", ["CI": "woodpecker", "DRONE": "true", "CI_COMMIT_SHA": "a"]),
    ("harness", ["HARNESS_BUILD_ID": "1", "DRONE": "true", "DRONE_COMMIT_SHA": "a"]),
    ("gitlab", ["GITLAB_CI": "true", "CI": "true", "CI_COMMIT_SHA": "a", "CI_NODE_INDEX": "1"]),
    ("codeship", ["CI_NAME": "codeship", "CI": "true", "CI_BRANCH": "x", "CI_BUILD_ID": "1"]),
    ("xcode_cloud", ["CI": "TRUE", "CI_XCODE_CLOUD": "TRUE", "CI_BRANCH": "x", "CI_COMMIT": "a"]),
    (
      "jenkins",
      ["JENKINS_URL": "https://j", "BUILD_ID": "1", "PROJECT_ID": "p", "TRIGGER_NAME": "t"]
    ),
    ("google_cloud_build", ["BUILD_ID": "1", "PROJECT_ID": "p", "TRIGGER_NAME": "t"]),
    (nil, ["BUILD_ID": "1", "PROJECT_ID": "p"]),
    (nil, ["JENKINS_URL": "https://j"]),
    ("github", ["GITHUB_ACTIONS": "true", "CODEBUILD_BUILD_ID": "p:1"]),
    ("gitlab", ["GITLAB_CI": "true", "CODEBUILD_BUILD_ID": "p:1"]),
    ("buildkite", ["BUILDKITE": "true", "JENKINS_URL": "https://j", "BUILD_ID": "1"]),
    ("teamcity", ["TEAMCITY_VERSION": "1", "BUILD_NUMBER": "1", "JOB_NAME": "j"]),
    ("heroku", ["HEROKU_TEST_RUN_ID": "1", "CI": "true", "CI_NODE_INDEX": "0"]),
    (nil, ["CI": "true", "CI_COMMIT_SHA": "a", "CI_BRANCH": "x"]),
    (nil, ["GITHUB_ACTIONS": "false", "CIRCLECI": "", "TRAVIS": "<nil>"]),
    ("circleci", ["CIRCLECI": "1", "CUSTOM": "true"]),
  ]

  @Test("Shared variables go to the provider that has a mark of its own", arguments: collisions)
  func tellsApart(provider: String?, variables: [String: String]) {
    #expect(jobRunInEnvironment(variables) { _ in nil }.provider == provider)
  }

  @Test("The user's own variables beat the provider's, and do without one")
  func overrides() {
    let own = [
      "EVENKEEL_VARIANT": "py312", "EVENKEEL_NODE_INDEX": "3", "EVENKEEL_NODE_TOTAL": "4",
      "EVENKEEL_JOB": "unit", "EVENKEEL_BRANCH": "refs/heads/x", "EVENKEEL_ATTEMPT": "2",
    ]
    var expected = JobRun()
    expected.variant = "py312"
    expected.nodeIndex = 3
    expected.nodeTotal = 4
    expected.job = "unit"
    expected.branch = "x"
    expected.attempt = 2
    #expect(jobRunInEnvironment(own) { _ in nil } == expected)
    let circle = [
      "CIRCLECI": "true", "CIRCLE_NODE_INDEX": "0", "CIRCLE_NODE_TOTAL": "2", "CIRCLE_SHA1": "abc",
    ]
    expected.provider = "circleci"
    expected.commit = "abc"
    #expect(jobRunInEnvironment(circle.merging(own) { $1 }) { _ in nil } == expected)
  }

  @Test("Numbers that are none, negative or absurd are none")
  func rejectsNumbers() {
    for number in ["x", "-1", "", "1e3", "99999999999999999999", "0x1"] {
      let run = jobRunInEnvironment(["GITLAB_CI": "true", "CI_NODE_INDEX": number]) { _ in nil }
      #expect(run.nodeIndex == nil)
    }
    let gitLab = ["GITLAB_CI": "true", "CI_NODE_INDEX": "0", "CI_NODE_TOTAL": "0"]
    let run = jobRunInEnvironment(gitLab) { _ in nil }
    #expect(run.nodeIndex == nil && run.nodeTotal == nil)
    let buildkite = ["BUILDKITE": "true", "BUILDKITE_RETRY_COUNT": "\(Int.max)"]
    #expect(jobRunInEnvironment(buildkite) { _ in nil }.provider == "buildkite")
  }

  @Test("Values are bounded and have no control characters")
  func cleansValues() {
    let long = String(repeating: "é", count: 5000)
    let variables = [
      "CIRCLECI": "true", "CIRCLE_BRANCH": long, "CIRCLE_JOB": "a\u{1B}[31m\nb\u{202E}c",
      "CIRCLE_SHA1": "\u{0}\n",
    ]
    let run = jobRunInEnvironment(variables) { _ in nil }
    #expect(run.branch?.count == 1000)
    #expect(run.job == "a[31mbc")
    #expect(run.commit == nil)
    let drone = ["DRONE": "true", "DRONE_STAGE_NAME": long, "DRONE_STEP_NAME": long]
    #expect(jobRunInEnvironment(drone) { _ in nil }.job?.count == 1000)
  }

  @Test(
    "A repository's URL gives its name, and never a credential",
    arguments: [
      ("https://token:secret@github.com/acme/shop.git", "acme/shop"),
      ("git@github.com:acme/shop.git", "acme/shop"),
      ("ssh://git@host:22/group/sub/shop", "group/sub/shop"), ("https://host", nil),
      ("user:secret@host:acme/shop", "acme/shop"), ("secret@github.com/acme/shop", "acme/shop"),
      ("https://u:p@ss@host/acme/shop/", "acme/shop"), ("secret@host", nil), ("", nil),
      ("https://host/acme/shop.git?token=secret", "acme/shop"), ("acme/shop", "acme/shop"),
      ("git@ssh.dev.azure.com:v3/acme/shop/shop", "v3/acme/shop/shop"), (".git", nil),
    ] as [(String, String?)]
  )
  func namesRepositories(url: String, name: String?) {
    #expect(repositoryName(fromURL: url) == name)
  }

  @Test("The checkout is found in the variables of any provider")
  func findsCheckouts() {
    #expect(checkoutFolders(in: ["GITHUB_WORKSPACE": "/w", "HOME": "/h"]) == ["/w"])
    #expect(checkoutFolders(in: ["CI_PROJECT_DIR": "/builds/a/b"]) == ["/builds/a/b"])
  }

  @Test("What is not known is filled from another run, each field for itself")
  func fills() {
    var head = JobRun()
    head.commit = "head"
    head.mergeCommit = "merge"
    var job = JobRun()
    job.commit = "other"
    job.jobID = "7"
    let filled = head.filled(from: job)
    #expect(filled.commit == "head" && filled.mergeCommit == "merge" && filled.jobID == "7")
  }
}
