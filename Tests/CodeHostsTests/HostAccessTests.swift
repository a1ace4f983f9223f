import Foundation
import TestSupport
import Testing

@testable import CodeHosts

@Suite("Where and as whom to write")
struct HostAccessTests {
  private func settings(
    _ kind: HostKind,
    _ variables: [String: String],
    event: GitHubJobEvent? = nil,
    tokenVariable: String? = nil
  ) throws(HostAccess.Obstacle) -> HostSettings {
    try HostSettings(kind, variables, tokenVariable, nil, event)
  }

  private static let gitHub = ["GITHUB_REPOSITORY": "acme/shop", "GITHUB_TOKEN": "t"]

  @Test("GitHub, Enterprise Server and Gitea are where their runners say")
  func gitHubAddresses() throws {
    let plain = try settings(.gitHub, Self.gitHub)
    #expect(plain.base.absoluteString == "https://api.github.com")
    #expect(plain.graphQL.absoluteString == "https://api.github.com/graphql")
    let api = ["GITHUB_API_URL": "https://ghe.acme.example/api/v3"]
    let server = ["GITHUB_SERVER_URL": "https://ghe.acme.example"]
    for more in [api, server] {
      let enterprise = try settings(.gitHub, Self.gitHub.merging(more) { $1 })
      #expect(enterprise.base.absoluteString == "https://ghe.acme.example/api/v3")
      #expect(enterprise.graphQL.absoluteString == "https://ghe.acme.example/api/graphql")
    }
    let elsewhere = ["GITHUB_GRAPHQL_URL": "https://evil.example/graphql"]
    let kept = try settings(.gitHub, Self.gitHub.merging(elsewhere) { $1 })
    #expect(kept.graphQL.host() == "api.github.com")
  }

  @Test("What keeps us from writing is told apart")
  func obstacles() {
    func obstacle(
      _ kind: HostKind,
      _ variables: [String: String],
      event: GitHubJobEvent? = nil
    ) -> HostAccess.Obstacle? {
      do {
        _ = try settings(kind, variables, event: event)
        return nil
      } catch {
        return error
      }
    }
    let fork = GitHubJobEvent(name: "pull_request", json: Self.event(head: "mallory/shop"))
    #expect(obstacle(.gitHub, Self.gitHub, event: fork) == .fork)
    #expect(obstacle(.gitHub, ["GITHUB_TOKEN": "t"]) == .missing(variable: "GITHUB_REPOSITORY"))
    #expect(
      obstacle(.gitHub, ["GITHUB_REPOSITORY": "a/b"])
        == .noToken(variables: ["GITHUB_TOKEN", "GH_TOKEN"])
    )
    let broken = Self.gitHub.merging(["GITHUB_TOKEN": "a\"\nurl = \"http://evil.example"]) { $1 }
    #expect(obstacle(.gitHub, broken) == .badToken(variable: "GITHUB_TOKEN"))
    #expect(obstacle(.gitLab, ["CI_JOB_TOKEN": "j", "CI_PROJECT_ID": "1"]) == .jobToken)
    #expect(obstacle(.gitLab, ["CI_PROJECT_ID": "1"]) == .noToken(variables: ["GITLAB_TOKEN"]))
    #expect(obstacle(.gitLab, ["CI_PROJECT_ID": "1", "GITLAB_TOKEN": "t\n"]) == nil)
    #expect(
      obstacle(.bitbucket, ["BITBUCKET_TOKEN": "t"])
        == .missing(variable: "BITBUCKET_REPO_FULL_NAME")
    )
  }

  @Test("Bitbucket takes a token, or a user with a password")
  func bitbucketTokens() throws {
    let repository = ["BITBUCKET_WORKSPACE": "acme", "BITBUCKET_REPO_SLUG": "shop"]
    let basic = ["BITBUCKET_USERNAME": "ann", "BITBUCKET_APP_PASSWORD": "p"]
    let settings = try settings(.bitbucket, repository.merging(basic) { $1 })
    #expect(settings.headers.contains(HTTPHeader("Authorization", "Basic YW5uOnA=")))
    #expect(settings.repository == "acme/shop")
    let token = try self.settings(
      .bitbucket,
      repository.merging(basic) { $1 }.merging(["BITBUCKET_TOKEN": "t"]) { $1 }
    )
    #expect(token.headers.contains(HTTPHeader("Authorization", "Bearer t")))
  }

  static func event(head: String) -> String {
    """
    {"pull_request":{"head":{"repo":{"full_name":"\(head)"}},"base":{"repo":{"full_name":"acme/shop"}}}}
    """
  }

  @Test("Jobs of a fork's pull request only read; those that run the default branch's file write")
  func forks() throws {
    func onlyReads(_ name: String, _ json: String) throws -> Bool {
      try #require(GitHubJobEvent(name: name, json: json)).tokenOnlyReads
    }
    #expect(try !onlyReads("pull_request", Self.event(head: "acme/shop")))
    #expect(try onlyReads("pull_request", Self.event(head: "mallory/shop")))
    #expect(try onlyReads("pull_request", "{\"pull_request\":{\"head\":{\"repo\":null}}}"))
    #expect(try !onlyReads("pull_request_target", Self.event(head: "mallory/shop")))
    #expect(try !onlyReads("push", "{}"))
    #expect(GitHubJobEvent(name: "push", json: "[") == nil)
  }

  @Test("The pull request of a fork's run is found by its commit, over the API")
  func pullRequestOfRun() throws {
    let host = try FakeCodeHost()
    defer { host.server.stop() }
    host.open(7, head: "mallory:main", sha: "c7")
    host.open(8, head: "mallory:other", sha: "c8")
    let access = try HostAccess(
      nil,
      variables: host.variables,
      tokenVariable: nil,
      repository: nil,
      event: nil,
      transport: CurlTransport(variables: host.variables),
      clock: TestClock()
    )
    func number(_ branch: String, _ commit: String) throws -> Int? {
      let json = """
        {"workflow_run":{"head_sha":"\(commit)","head_branch":"\(branch)",
        "head_repository":{"owner":{"login":"mallory"}}}}
        """
      let event = try #require(GitHubJobEvent(name: "workflow_run", json: json))
      return try access.pullRequest(of: #require(event.run))
    }
    #expect(try number("main", "c7") == 7)
    #expect(try number("other", "c8") == 8)
    // The branch has moved on since the run began.
    #expect(try number("main", "c6") == nil)
    #expect(try number("x&head=mallory:main", "c7") == nil)
  }

  @Test("The token is in no argument and in no variable of the program that sends it")
  func tokenIsNotVisible() throws {
    try withTemporaryFolder { folder in
      // A curl of our own, which tells what it can see.
      let seen = folder.appending(path: "seen").path(percentEncoded: false)
      try folder.write(
        "#!/bin/sh\n{ echo \"$@\"; env; } >'\(seen)'\ncat >'\(seen).in'\n",
        to: "curl"
      )
      let curl = folder.appending(path: "curl").path(percentEncoded: false)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: curl)
      let path = folder.path(percentEncoded: false) + ":/usr/bin:/bin"
      let variables = Self.gitHub.merging(["PATH": path, "GITHUB_TOKEN": "s3cret"]) { $1 }
      let transport = CurlTransport(variables: variables)
      let access = try HostAccess(
        .gitHub,
        variables: variables,
        tokenVariable: nil,
        repository: nil,
        event: nil,
        transport: transport,
        clock: TestClock()
      )
      #expect(throws: CodeHostError.self) { try access.pullRequest(7).comments() }
      let visible = try String(contentsOfFile: seen, encoding: .utf8)
      #expect(!visible.contains("s3cret") && visible.contains("--config"))
      #expect(try String(contentsOfFile: seen + ".in", encoding: .utf8).contains("Bearer s3cret"))
    }
  }

  @Test("More annotations than one request takes go in several")
  func checkRun() throws {
    let host = try FakeCodeHost()
    defer { host.server.stop() }
    let access = try HostAccess(
      nil,
      variables: host.variables,
      tokenVariable: nil,
      repository: nil,
      event: nil,
      transport: CurlTransport(variables: host.variables),
      clock: TestClock()
    )
    let annotations = (1...120).map { line in
      CheckRun.Annotation(path: "a.py", line: line, level: .failure, title: "t", message: "m")
    }
    let check = CheckRun(
      name: "evenkeel",
      commit: "c7",
      conclusion: .failure,
      title: "1 test failed",
      summary: "s",
      annotations: annotations
    )
    try check.put(on: access)
    #expect(host.writes.map { $0.prefix(5) } == ["POST ", "PATCH", "PATCH"])
    let sent = host.server.requests.map {
      $0.body.components(separatedBy: "\"start_line\"").count - 1
    }
    #expect(sent == [50, 50, 20])
    #expect(host.server.requests[0].body.contains("\"head_sha\":\"c7\""))
  }
}
