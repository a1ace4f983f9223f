import Ingester
import TestModel
import Testing

@Suite("TeamCity's environment")
struct TeamCityTests {
  static let buildProperties = #"""
    #TeamCity build properties without 'system.' prefix
    teamcity.build.id=4711
    agent.name=agent 1
    teamcity.configuration.properties.file=C\:\\agent\\config.properties
    """#
  static let configuration = #"""
    vcsroot.Shop_Main.url=https\://user\:secret@github.com/acme/shop.git
    teamcity.build.branch=pull/17
    teamcity.pullRequest.number=17
    teamcity.pullRequest.source.branch=feature/\u00fcber
    teamcity.serverUrl=https\://tc.acme.org
    teamcity.build.parallelTests.currentBatch = 2
    teamcity.build.parallelTests.totalBatches: 4
    """#

  static let examples = [
    ProviderExample(
      "a pull request, the second batch, told by two files of properties",
      [
        "TEAMCITY_VERSION": "2026.1", "TEAMCITY_BUILD_PROPERTIES_FILE": "/build.properties",
        "BUILD_VCS_NUMBER": "abc", "BUILD_NUMBER": "12", "TEAMCITY_BUILDCONF_NAME": "Unit",
        "TEAMCITY_PROJECT_NAME": "Shop",
      ],
      files: [
        "/build.properties": buildProperties, #"C:\agent\config.properties"#: configuration,
      ]
    ) {
      $0.provider = "teamcity"
      $0.repo = "acme/shop"
      $0.branch = "feature/über"
      $0.commit = "abc"
      $0.pr = 17
      $0.pipeline = "12"
      $0.workflow = "Shop"
      $0.job = "Unit"
      $0.jobID = "4711"
      $0.nodeIndex = 1
      $0.nodeTotal = 4
      $0.runner = "agent 1"
      $0.url = "https://tc.acme.org/viewLog.html?buildId=4711"
    },
    ProviderExample(
      "a push to the default branch",
      [
        "TEAMCITY_VERSION": "2026.1", "TEAMCITY_BUILD_PROPERTIES_FILE": "/b",
        "BUILD_URL": "https://b",
      ],
      files: [
        "/b": "teamcity.build.branch=refs/heads/trunk\nteamcity.build.branch.is_default=true"
      ]
    ) {
      $0.provider = "teamcity"
      $0.branch = "trunk"
      $0.defaultBranch = "trunk"
      $0.url = "https://b"
    },
    ProviderExample(
      "a pull request's merge, whose head git tells",
      ["TEAMCITY_VERSION": "2026.1", "TEAMCITY_BUILD_PROPERTIES_FILE": "/b"],
      files: [
        "/b": "build.vcs.number=merge\nteamcity.build.vcs.branch.Shop=refs/pull/17/merge"
      ]
    ) {
      $0.provider = "teamcity"
      $0.mergeCommit = "merge"
      $0.pr = 17
    },
    ProviderExample("no file of properties", ["TEAMCITY_VERSION": "10", "BUILD_NUMBER": "3"]) {
      $0.provider = "teamcity"
      $0.pipeline = "3"
    },
  ]

  @Test("Its variables and its properties are read", arguments: examples)
  func reads(example: ProviderExample) { example.check() }

  @Test(
    "Properties that break off or mean nothing are passed over",
    arguments: ["\\", "a\\u12", "=", "\\u", "key", "!\n#\n\r", "a=\\uD800"]
  )
  func survives(text: String) {
    let run = jobRunInEnvironment(["TEAMCITY_VERSION": "1", "TEAMCITY_BUILD_PROPERTIES_FILE": "/b"])
    { _ in text }
    #expect(run.provider == "teamcity" && run.commit == nil)
  }
}
