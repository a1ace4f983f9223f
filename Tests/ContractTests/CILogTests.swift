import Foundation
import TestSupport
import Testing

/// The built binary in the jobs of each CI, with a log that has both of its streams.
@Suite("The log of a CI, against the built binary")
struct CILogTests {
  /// A CI, what makes it known, and how its log says that a test failed at its line.
  struct CI: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var variables: [String]
    var error: String?
    var excuse: String?
    var rejection: String?
  }

  static let all = [
    CI(
      testDescription: "GitHub",
      variables: ["GITHUB_ACTIONS=true"],
      error:
        "::error file=tests/cart.py,line=11,title=Not safe::tests.cart::test_c failed, and the "
        + "history does not know it. It failed with: no",
      excuse: "::notice file=tests/cart.py,line=7,title=Excused::tests.cart::test_flaky: in ",
      rejection: "::warning title=Report rejected::none.xml: rejected: "
    ),
    CI(
      testDescription: "Gitea",
      variables: ["GITHUB_ACTIONS=true", "GITEA_ACTIONS=true"],
      error: "::error file=tests/cart.py,line=11,title=Not safe::tests.cart::test_c failed",
      rejection: "::warning title=Report rejected::none.xml: rejected: "
    ),
    CI(
      testDescription: "Azure",
      variables: ["TF_BUILD=True"],
      error: "/tests/cart.py;linenumber=11;]tests.cart::test_c failed, and the history does not",
      rejection: "##vso[task.logissue type=warning;]none.xml: rejected: "
    ),
    CI(testDescription: "GitLab", variables: ["GITLAB_CI=true"]),
    CI(testDescription: "TeamCity", variables: ["TEAMCITY_VERSION=2026.1"]),
    CI(testDescription: "Buildkite", variables: ["BUILDKITE=true"], error: "+++ Not safe: "),
    CI(testDescription: "none", variables: []),
    CI(testDescription: "Jenkins", variables: ["JENKINS_URL=http://ci", "BUILD_ID=7"]),
  ]

  /// Runs the binary in a job, and returns its status and what both streams say.
  static func log(
    _ arguments: [String],
    _ variables: [String],
    in folder: URL
  ) throws -> (status: Int32, text: String) {
    let script = "{ \"$@\"; echo $? > status; } 2>&1 | cat"
    let result = try runBinary(
      arguments,
      in: folder,
      wrapper: variables + ["EVENKEEL_JOB=unit", "sh", "-c", script, "sh"]
    )
    let status = try String(contentsOf: folder.appending(path: "status"), encoding: .utf8)
    return (Int32(status.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1, result.output)
  }

  static func report(_ failing: String...) -> String {
    let cases = (["test_flaky"] + failing).enumerated().map { number, name in
      """
      <testcase classname="tests.cart" name="\(name)" file="tests/cart.py" line="\(7 + 4 * number)">\
      <failure message="no">no</failure></testcase>

      """
    }
    return "<testsuites><testsuite name=\"pytest\">\n" + cases.joined()
      + "</testsuite></testsuites>\n"
  }

  static func withHistory(_ body: (URL) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try folder.write("", to: "tests/cart.py")
      try folder.write(report(), to: "good.xml")
      try folder.write(report("test_c"), to: "bad.xml")
      try GateTests.ingest("good.xml", pipeline: "1", commit: "c1", in: folder)
      let added = try runBinary(
        ["quarantine", "add", "tests.cart::test_flaky", "--reason", "r"],
        in: folder
      )
      #expect(added.status == 0, "\(added.errors)")
      try body(folder)
    }
  }

  static let gate = [
    "gate", "--junit", "out.xml", "--", "sh", "-c", "echo started; cp bad.xml out.xml; exit 3",
  ]

  @Test("The gate annotates what failed at its line, where the CI can", arguments: all)
  func annotates(ci: CI) throws {
    try Self.withHistory { folder in
      let (status, text) = try Self.log(Self.gate, ci.variables, in: folder)
      #expect(status == 3)
      #expect(text.contains("started\n") && text.contains("tests.cart::test_c failed"))
      for words in [ci.error, ci.excuse] {
        if let words { #expect(text.contains(words), "\(text)") }
      }
      let commands = LogCommand.found(inText: text)
      #expect(commands.isEmpty == (ci.error == nil), "\(commands)")
      for off in [["--ci-log", "never"], ["--json"]] {
        let plain = try Self.log(["gate"] + off + Self.gate.dropFirst(), ci.variables, in: folder)
        #expect(plain.status == 3 && LogCommand.found(inText: plain.text).isEmpty)
      }
    }
  }

  @Test("Paths are those of the checkout, also from a folder of it")
  func paths() throws {
    try Self.withHistory { folder in
      let root = folder.deletingLastPathComponent().path(percentEncoded: false)
      let name = folder.lastPathComponent
      let variables = ["GITHUB_ACTIONS=true", "GITHUB_WORKSPACE=\(root)"]
      let inside = try Self.log(Self.gate, variables, in: folder)
      #expect(inside.text.contains("::error file=\(name)/tests/cart.py,line=11,"), "\(inside.text)")
      try FileManager.default.removeItem(at: folder.appending(path: "tests/cart.py"))
      let gone = try Self.log(Self.gate, variables, in: folder)
      #expect(gone.text.contains("::error title=Not safe::tests.cart::test_c"), "\(gone.text)")
    }
  }

  @Test("TeamCity is told on standard output only, where it promises to look")
  func teamCity() throws {
    try Self.withHistory { folder in
      let gate = ["gate", "--junit", "bad.xml"]
      let (status, text) = try Self.log(gate, ["TEAMCITY_VERSION=2026.1"], in: folder)
      #expect(status == 1)
      #expect(text.contains("##teamcity[message text='tests.cart::test_c failed, and the"))
    }
  }

  @Test("Reports that are rejected and commands that fail are annotated", arguments: all)
  func warns(ci: CI) throws {
    try Self.withHistory { folder in
      let ingested = try Self.log(["ingest", "good.xml", "none.xml"], ci.variables, in: folder)
      #expect(ingested.status == 1)
      #expect(ingested.text.contains(ci.rejection ?? "evenkeel: none.xml: rejected: "))
      #expect(ingested.text.components(separatedBy: "none.xml: rejected").count == 2)
      let failed = try Self.log(["flaky", "--db", "nowhere"], ci.variables, in: folder)
      #expect(failed.status == 66 && failed.text.components(separatedBy: "no history").count == 2)
      #expect(LogCommand.found(inText: failed.text).isEmpty == (ci.rejection == nil))
      let json = try runBinary(
        ["ingest", "good.xml", "none.xml", "--json"],
        in: folder,
        wrapper: ci.variables
      )
      #expect(json.output.hasPrefix("{") && json.output.split(separator: "\n").count == 1)
    }
  }

  @Test("A comment that cannot be posted warns, and the failures annotate the code")
  func unpostedComment() throws {
    try Self.withHistory { folder in
      let comment = ["comment", "--pr", "7", "--junit", "bad.xml"]
      let (status, text) = try Self.log(
        comment,
        ["-u", "GITHUB_TOKEN", "GITHUB_ACTIONS=true", "GITHUB_REPOSITORY=acme/shop"],
        in: folder
      )
      #expect(status == 0)
      #expect(text.contains("::warning title=evenkeel comment::no comment was posted: "), "\(text)")
      #expect(text.contains(",line=11,title=New test::tests.cart::test_c: New test: "), "\(text)")
      #expect(text.components(separatedBy: "no comment was posted").count == 2)
    }
  }

  @Test("Names of strangers command nothing, in any command's output", .timeLimit(.minutes(5)))
  func isHarmless() throws {
    try withTemporaryFolder { folder in
      // XML has no escape characters.
      let names = namesThatCommand.map { $0.replacing("\u{1B}", with: "") }
      func report(_ element: String) -> String {
        let cases = names.enumerated().map { number, name in
          let name = name.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            .replacing("\r", with: "&#13;").replacing("\n", with: "&#10;")
            .replacing("\t", with: "&#9;").replacing("'", with: "&apos;")
          let place = number % 2 == 0 ? "" : "file='\(name)' "
          return "<testcase classname='' \(place)name='\(name)' time='1'>"
            + element.replacing("NAME", with: name) + "</testcase>\n"
        }
        return "<testsuite>\n" + cases.joined() + "</testsuite>\n"
      }
      try folder.write(report("<failure message='NAME'>NAME</failure>"), to: "red.xml")
      try folder.write(report(""), to: "green.xml")
      for pipeline in 1...6 {
        let ingested = try runBinary(
          [
            "ingest", pipeline % 2 == 0 ? "red.xml" : "green.xml", "--job", "unit", "--branch",
            "main", "--default-branch", "main", "--pipeline", "\(pipeline)", "--commit",
            "c\(pipeline / 2)", "--repo", "a/b",
          ],
          in: folder
        )
        #expect(ingested.status == 0, "\(ingested.errors)")
      }
      let hostileFile = "::add-mask::a ##[add-mask]b.xml"
      try folder.write("<no", to: hostileFile)
      let commands: [[String]] = [
        ["gate", "--junit", "red.xml"], ["gate", "--junit", "red.xml", "--json"],
        ["gate", "--junit", "red.xml", "--", "false"], ["inspect", "red.xml"],
        ["inspect", "red.xml", "--format", "json"], ["flaky", "--all"],
        ["flaky", "--all", "--format", "json"], ["flaky", "--all", "--format", "csv"],
        ["flaky", "--all", "--format", "markdown"], ["flaky", "--all", "--format", "html"],
        ["timings", "--by", "test"], ["timings", "--by", "test", "--format", "markdown"],
        ["quarantine", "update", "--repo", "a/b"], ["quarantine", "list"], ["review"],
        ["comment", "--pr", "7", "--junit", "red.xml", "--dry-run"],
        ["comment", "--pr", "7", "--junit", "red.xml"], ["ingest", hostileFile],
        ["merge", hostileFile],
        ["flaky", "--explain", "::add-mask::x"],
      ]
      let systems = [
        (
          ["GITHUB_ACTIONS=true", "GITHUB_REPOSITORY=a/b"],
          [
            "::error title=", "::warning title=", "::notice title=",
            "::group::Why it is not safe: ",
            "::group::Quarantine: ", "::endgroup::",
          ]
        ),
        (["BUILDKITE=true"], ["+++ Not safe: ", "--- Why it is not safe: ", "--- Quarantine: "]),
        ([], []),
      ]
      for command in commands {
        for (variables, ours) in systems {
          let (_, text) = try Self.log(command, ["-u", "GITHUB_TOKEN"] + variables, in: folder)
          #expect(!text.isEmpty, "\(command)")
          let forged = LogCommand.found(inText: text).filter { found in
            !ours.contains { found.hasPrefix($0) }
          }
          #expect(forged.isEmpty, "\(command) \(variables): \(forged.prefix(3))")
        }
      }
    }
  }

  @Test("What is for programs stays as it is, to the byte")
  func isExact() throws {
    try withTemporaryFolder { folder in
      try folder.write("", to: "t/::add-mask::a.py")
      let names = try Self.log(["tests", "glob", "t/*"], ["GITHUB_ACTIONS=true"], in: folder)
      #expect(names.text == "t/::add-mask::a.py\n")
      try folder.write("::a::b\n##[c]d\n", to: "names")
      let split = try Self.log(
        ["tests", "split", "names", "--index", "0", "--total", "1", "--quiet"],
        ["GITHUB_ACTIONS=true"],
        in: folder
      )
      #expect(split.text == "##[c]d\n::a::b\n")
    }
  }
}
