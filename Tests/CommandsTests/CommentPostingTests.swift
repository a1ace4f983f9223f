import Foundation
import TestSupport
import Testing

@testable import Commands

/// A history of one pull request, number 7 of `acme/shop`, as its CI tells it, run by run.
private struct SmallShop {
  let folder: URL

  /// Ingests one run of one job.
  ///
  /// - Parameter tests: each name with what the report says of it, such as a failure.
  func run(
    _ tests: [String: String],
    day: Int,
    commit: String,
    job: String = "unit",
    attempt: Int = 1,
    node: (index: Int, total: Int)? = nil,
    isOnPullRequest: Bool = true
  ) throws {
    let cases = tests.sorted { $0.key < $1.key }.map { name, body in
      "<testcase classname='c' name='\(name)' file='c.py'>\(body)</testcase>"
    }
    try folder.write("<testsuite name='s'>\(cases.joined())</testsuite>", to: "r.xml")
    let start = "2027-01-0\(day)T10:0\(attempt):0\(node?.index ?? 0)Z"
    var arguments = [
      "ingest", "r.xml", "--repo", "acme/shop", "--default-branch", "main", "--commit", commit,
      "--job", job, "--pipeline", commit, "--attempt", "\(attempt)", "--started-at", start,
    ]
    arguments += isOnPullRequest ? ["--branch", "f", "--pr", "7"] : ["--branch", "main"]
    if let node { arguments += ["--node-index", "\(node.index)", "--node-total", "\(node.total)"] }
    let output = try CommandsTests.run(arguments, in: folder)
    #expect(output.status == .done, "\(output.remarks)")
  }

  /// Three days on the default branch, all green, of as many tests.
  func main(_ count: Int = 20, job: String = "unit") throws {
    for day in 1...3 {
      try run(tests(count), day: day, commit: "m\(day)\(job)", job: job, isOnPullRequest: false)
    }
  }

  func tests(_ count: Int = 20, _ changes: [String: String] = [:]) -> [String: String] {
    let all = (1...count).map { ("t\($0)", "") }
    return Dictionary(uniqueKeysWithValues: all).merging(changes) { $1 }
  }
}

@Suite("The comment bot")
struct CommentPostingTests {
  static let failed = "<failure message='boom'/>"

  private func comment(
    _ more: [String] = [],
    in folder: URL,
    on host: FakeCodeHost?,
    _ variables: [String: String] = [:]
  ) throws -> CommandOutput {
    try run(
      ["comment", "--pr", "7", "--as-of", "2027-01-09"] + more,
      in: folder,
      variables: (host?.variables ?? [:]).merging(variables) { $1 }
    )
  }

  @Test("Red is told, red again is silent, other failures edit, green edits to one line")
  func life() throws {
    try withTemporaryFolder { folder in
      let shop = SmallShop(folder: folder)
      let host = try FakeCodeHost()
      defer { host.server.stop() }
      try shop.main()
      try shop.run(shop.tests(20, ["t1": Self.failed]), day: 4, commit: "c1")
      #expect(
        try comment(in: folder, on: host).remarks == ["commented on pull request 7 on GitHub"]
      )
      let first = try #require(host.comments.first).body
      #expect(first.contains("1 test failed. It probably needs your attention."))
      #expect(first.contains("c::t1") && first.contains("boom"))
      let again = try comment(in: folder, on: host)
      #expect(again.remarks == ["the comment on pull request 7 on GitHub says it already"])
      #expect(host.writes.count == 1)
      try shop.run(shop.tests(20, ["t2": Self.failed, "t3": Self.failed]), day: 5, commit: "c2")
      _ = try comment(in: folder, on: host)
      #expect(host.comments[0].body.contains("2 tests failed."))
      try shop.run(shop.tests(), day: 6, commit: "c3")
      let cleared = try comment(in: folder, on: host)
      #expect(cleared.status == .done)
      #expect(host.comments.count == 1)
      let lines = host.comments[0].body.split(separator: "\n")
      #expect(lines.dropFirst() == ["**All clear:** no test failed in 1 job run at `c3`."])
    }
  }

  @Test("Green at first is silent, but for --when always; never does not even ask")
  func greenAtFirst() throws {
    try withTemporaryFolder { folder in
      let shop = SmallShop(folder: folder)
      let host = try FakeCodeHost()
      defer { host.server.stop() }
      try shop.main()
      try shop.run(shop.tests(), day: 4, commit: "c1")
      let silent = try comment(in: folder, on: host)
      #expect(silent.remarks == ["nothing to say about pull request 7: no test failed"])
      #expect(host.writes.isEmpty)
      let asked = host.server.requests.count
      _ = try comment(["--when", "never"], in: folder, on: host)
      #expect(host.server.requests.count == asked)
      _ = try comment(["--when", "always"], in: folder, on: host)
      #expect(host.comments.count == 1 && host.comments[0].body.contains("All clear"))
    }
  }

  @Test("Jobs that are missing are incomplete, and never green")
  func incomplete() throws {
    try withTemporaryFolder { folder in
      let shop = SmallShop(folder: folder)
      let host = try FakeCodeHost()
      defer { host.server.stop() }
      try shop.main()
      try shop.run(shop.tests(), day: 4, commit: "c1")
      let expecting = ["--expect-jobs", "3"]
      _ = try comment(expecting, in: folder, on: host)
      let body = try #require(host.comments.first).body
      #expect(body.contains("**No test failed, but the result is incomplete.**"))
      #expect(body.contains("2 of 3 job runs told nothing"))
      // Nothing at all of the new commit is there yet.
      let variables = ["GITHUB_SHA": "c9", "GITHUB_REF": "refs/pull/7/head"]
      let none = try run(
        ["comment", "--as-of", "2027-01-09", "--dry-run"] + expecting,
        in: folder,
        variables: host.variables.merging(variables) { $1 }
      )
      #expect(none.text.contains("3 of 3 job runs told nothing"), "\(none)")
      for job in ["lint", "slow"] {
        try shop.run(["x": ""], day: 4, commit: "c1", job: job)
      }
      _ = try comment(expecting, in: folder, on: host)
      #expect(host.comments[0].body.contains("All clear"))
    }
  }

  @Test("A new test that passed and failed on one commit is told, with its counts")
  func newFlake() throws {
    try withTemporaryFolder { folder in
      let shop = SmallShop(folder: folder)
      try shop.main()
      try shop.run(shop.tests(20, ["new": Self.failed]), day: 4, commit: "c1")
      try shop.run(["new": ""], day: 4, commit: "c1", attempt: 2)
      let text = try comment(["--dry-run"], in: folder, on: nil).text
      #expect(text.contains("**No test failed, but this change makes 1 test flaky.**"))
      #expect(
        text.contains(
          "`c::new`: passed 1 time and failed 1 time on the same commit on unit; the test is new"
        )
      )
    }
  }

  @Test(
    "Newly skipped and deleted tests are told; a job that did not run, or not whole, deletes none"
  )
  func lostTests() throws {
    try withTemporaryFolder { folder in
      let shop = SmallShop(folder: folder)
      try shop.main()
      try shop.main(5, job: "slow")
      var tests = shop.tests(20, ["t1": Self.failed, "t7": "<skipped/>"])
      tests["t6"] = nil
      try shop.run(tests, day: 4, commit: "c1")
      let text = try comment(["--dry-run"], in: folder, on: nil).text
      #expect(text.contains("did not run here:** 1 newly skipped and 1 deleted"))
      #expect(text.contains("- skipped: `c::t7` on unit\n- deleted: `c::t6` on unit\n"))
      // A second node never came: the run is not whole.
      try shop.run(tests, day: 5, commit: "c2", node: (0, 2))
      let half = try comment(["--dry-run"], in: folder, on: nil).text
      #expect(half.contains("skipped") == false && half.contains("deleted") == false)
    }
  }

  @Test("Without a token, in a fork or after a refusal the summary has it, and the status is 0")
  func fallbacks() throws {
    try withTemporaryFolder { folder in
      let shop = SmallShop(folder: folder)
      let host = try FakeCodeHost()
      defer { host.server.stop() }
      try shop.main()
      try shop.run(shop.tests(20, ["t1": Self.failed]), day: 4, commit: "c1")
      let summary = folder.appending(path: "summary.md").path(percentEncoded: false)
      try "before\n".write(toFile: summary, atomically: true, encoding: .utf8)
      let event = try folder.write(
        """
        {"pull_request":{"number":7,"head":{"sha":"c1","repo":{"full_name":"mallory/shop"}},
        "base":{"repo":{"full_name":"acme/shop"}}}}
        """,
        to: "event.json"
      )
      let fork = ["GITHUB_EVENT_NAME": "pull_request", "GITHUB_EVENT_PATH": event]
      let cases: [([String: String], String)] = [
        (["GITHUB_TOKEN": ""], "there is no token; set GITHUB_TOKEN"),
        (fork, "the pull request comes from a fork"),
        (["GITHUB_TOKEN": "wrong"], "the token is wrong or has expired"),
      ]
      for (index, (variables, words)) in cases.enumerated() {
        let more = variables.merging(["GITHUB_STEP_SUMMARY": summary]) { $1 }
        let output = try comment(in: folder, on: host, more)
        #expect(output.status == .done && output.text.isEmpty)
        #expect(output.remarks[0].contains(words), "\(output.remarks)")
        #expect(output.remarks.last == "the step summary has it")
        let text = try String(contentsOfFile: summary, encoding: .utf8)
        #expect(text.hasPrefix("before\n"))
        #expect(text.components(separatedBy: "1 test failed.").count == index + 2)
        #expect(!text.contains("evenkeel:v1"))
        let printed = try comment(in: folder, on: host, variables)
        #expect(printed.text.contains("1 test failed.") && printed.status == .done)
      }
      #expect(host.comments.isEmpty)
      let strict = try comment(["--strict"], in: folder, on: host, ["GITHUB_TOKEN": "wrong"])
      #expect(strict.status == .inputOutput)
      let noToken = try comment(["--strict"], in: folder, on: host, ["GITHUB_TOKEN": ""])
      #expect(noToken.status == .usage)
      // Nobody can do anything about a fork.
      #expect(try comment(["--strict"], in: folder, on: host, fork).status == .done)
    }
  }

  @Test("Elsewhere than in a known CI the comment is printed, and it is said why")
  func noHost() throws {
    try withTemporaryFolder { folder in
      let shop = SmallShop(folder: folder)
      try shop.main()
      try shop.run(shop.tests(20, ["t1": Self.failed]), day: 4, commit: "c1")
      let output = try comment(in: folder, on: nil)
      #expect(output.text.contains("1 test failed."))
      #expect(
        output.remarks == ["no comment was posted: no code host is known here; name it with --host"]
      )
    }
  }

  @Test("Each key has a comment of its own, and each host its own language")
  func keysAndHosts() throws {
    try withTemporaryFolder { folder in
      let shop = SmallShop(folder: folder)
      try shop.main()
      try shop.run(shop.tests(20, ["t1": Self.failed]), day: 4, commit: "c1")
      for kind in [FakeCodeHost.Kind.gitHub, .gitLab, .bitbucket] {
        let host = try FakeCodeHost(kind)
        defer { host.server.stop() }
        for key in ["linux", "macos", "linux"] {
          #expect(try comment(["--key", key], in: folder, on: host).status == .done)
        }
        #expect(host.comments.count == 2 && host.writes.count == 2)
        let isHTML = host.comments[0].body.hasPrefix("<!-- evenkeel:v1 key=linux ")
        #expect(isHTML == (kind != .bitbucket))
        #expect(host.comments[0].body.contains("<sub>") == isHTML)
      }
    }
  }

  @Test("A run that a fork set off finds its pull request by the commit")
  func workflowRun() throws {
    try withTemporaryFolder { folder in
      let shop = SmallShop(folder: folder)
      let host = try FakeCodeHost()
      defer { host.server.stop() }
      try shop.main()
      host.open(7, head: "mallory:patch", sha: "c7")
      let report = try folder.write(
        "<testsuite name='s'><testcase classname='c' name='t1' file='c.py'><failure message='@ann'/></testcase></testsuite>",
        to: "artifact/r.xml"
      )
      func post(_ commit: String) throws -> CommandOutput {
        let event = try folder.write(
          """
          {"workflow_run":{"head_sha":"\(commit)","head_branch":"patch","pull_requests":[],
          "head_repository":{"owner":{"login":"mallory"}}},"repository":{"full_name":"acme/shop"}}
          """,
          to: "event.json"
        )
        let variables = ["GITHUB_EVENT_NAME": "workflow_run", "GITHUB_EVENT_PATH": event]
        return try run(
          ["comment", "--junit", report, "--as-of", "2027-01-09"],
          in: folder,
          variables: host.variables.merging(variables) { $1 }
        )
      }
      #expect(try post("c7").remarks == ["commented on pull request 7 on GitHub"])
      #expect(
        host.comments[0].body.contains("`c7`") && host.comments[0].body.contains("Probably yours")
      )
      let old = try post("c6")
      #expect(old.status == .done && old.remarks[0].hasPrefix("no open pull request has its head"))
      #expect(host.comments.count == 1)
    }
  }

  @Test("A check run has annotations, and a code-quality report its entries")
  func besideTheComment() throws {
    try withTemporaryFolder { folder in
      let shop = SmallShop(folder: folder)
      let host = try FakeCodeHost()
      defer { host.server.stop() }
      try shop.main()
      try shop.run(shop.tests(20, ["t1": Self.failed]), day: 4, commit: "c1")
      let path = folder.appending(path: "quality.json").path(percentEncoded: false)
      let output = try comment(["--check-run", "--code-quality", path], in: folder, on: host)
      #expect(output.status == .done && output.remarks.count == 1)
      let check = try #require(host.server.requests.first { $0.path.hasSuffix("/check-runs") })
      for part in ["\"conclusion\":\"failure\"", "\"head_sha\":\"c1\"", "\"path\":\"c.py\""] {
        #expect(check.body.contains(part), "\(check.body)")
      }
      let quality = try String(contentsOfFile: path, encoding: .utf8)
      #expect(
        quality.contains("\"severity\" : \"major\"") && quality.contains("\"path\" : \"c.py\"")
      )
    }
  }
}
