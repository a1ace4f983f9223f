import Foundation
import TestSupport
import Testing

@Suite("evenkeel gate, against the built binary")
struct GateTests {
  /// A report of two tests that pass and of one in quarantine.
  static func report(_ failure: String = "TimeoutError: took 3.2 s", more: String = "") -> String {
    let element = failure.isEmpty ? "" : "<failure message=\"\(failure)\">trace</failure>"
    return """
      <testsuite name="pytest" tests="3">
      <testcase classname="tests.cart" name="test_a" time="0.1"/>
      <testcase classname="tests.cart" name="test_b" time="0.1"/>
      <testcase classname="tests.cart" name="test_flaky" time="0.1">\(element)</testcase>
      \(more)
      </testsuite>

      """
  }

  static let inAMonth = Date(timeIntervalSinceNow: 30 * 86_400).ISO8601Format()

  static let other =
    "<testcase classname=\"tests.cart\" name=\"test_c\"><failure message=\"no\"/></testcase>"

  /// A folder whose history has a test that fails by time-outs, and has it in quarantine.
  static func withHistory(_ body: (URL) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try folder.write(report(), to: "history/1.xml")
      try folder.write(report(""), to: "history/2.xml")
      for pipeline in ["1", "2"] {
        try ingest("history/\(pipeline).xml", pipeline: pipeline, commit: "c1", in: folder)
      }
      let added = try runBinary(
        ["quarantine", "add", "tests.cart::test_flaky", "--reason", "times out", "--owner", "@me"],
        in: folder
      )
      #expect(added.status == 0, "\(added.errors)")
      try body(folder)
    }
  }

  static func ingest(
    _ file: String,
    pipeline: String,
    commit: String,
    in folder: URL
  ) throws {
    let options = ["--job", "unit", "--branch", "main", "--pipeline", pipeline, "--commit", commit]
    let result = try runBinary(["ingest", file] + options, in: folder)
    #expect(result.status == 0, "\(result.errors)")
  }

  static func gate(
    _ script: String,
    _ options: [String] = ["--junit", "out"],
    in folder: URL
  ) throws -> BinaryResult {
    try runBinary(
      ["gate"] + options + ["--", "sh", "-c", script],
      in: folder,
      wrapper: ["env", "EVENKEEL_JOB=unit"]
    )
  }

  /// A command that writes a report and exits, and what the gate makes of it.
  struct Row: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var options = ["--junit", "out"]
    var report = GateTests.report()
    var script = "mkdir -p out; cp report out/junit.xml; exit 1"
    var status: Int32 = 0
    var says: String

    /// The command that writes the report and then goes on.
    static func writing(_ rest: String) -> String {
      "mkdir -p out; cp report out/junit.xml; \(rest)"
    }
  }

  static let rows = [
    Row(
      testDescription: "all that failed is in quarantine",
      says: "Safe: the command exited with 1"
    ),
    Row(
      testDescription: "nothing failed",
      report: report(""),
      script: Row.writing("exit 0"),
      says: "Safe: the command succeeded; 3 tests ran in 1 report, none failed."
    ),
    Row(
      testDescription: "the command succeeds and no report is named",
      options: [],
      script: "exit 0",
      says: "Safe: the command succeeded"
    ),
    Row(
      testDescription: "a test passed when it was run again",
      report: report(
        more: "<testcase classname=\"tests.cart\" name=\"test_r\"><rerunFailure message=\"x\"/>"
          + "</testcase>"
      ),
      says: "1 test passed only when run again."
    ),
    Row(
      testDescription: "another test fails",
      report: report(more: other),
      status: 1,
      says: "tests.cart::test_c failed, and the history does not know it."
    ),
    Row(
      testDescription: "another test fails, and the command hides it",
      report: report(more: other),
      script: Row.writing("exit 0"),
      status: 1,
      says: "Not safe: the command succeeded"
    ),
    Row(
      testDescription: "the command writes no report",
      script: "exit 3",
      status: 3,
      says: "None of the reports that were named was written by this run"
    ),
    Row(
      testDescription: "no report is named",
      options: [],
      script: "exit 2",
      status: 2,
      says: "No report says what failed"
    ),
    Row(
      testDescription: "the report breaks off",
      script: "mkdir -p out; head -c 250 report > out/junit.xml; exit 1",
      status: 1,
      says: "breaks off"
    ),
    Row(
      testDescription: "the report is empty",
      script: "mkdir -p out; : > out/junit.xml; exit 1",
      status: 1,
      says: "out/junit.xml cannot be used: it is empty"
    ),
    Row(
      testDescription: "the command crashes after its report",
      script: Row.writing("kill -SEGV $$"),
      status: 139,
      says: "The command was ended by SIGSEGV."
    ),
    Row(
      testDescription: "a child of the command crashes",
      script: Row.writing("sh -c 'kill -9 $$'; exit $?"),
      status: 137,
      says: "a program that it ran was ended by SIGKILL"
    ),
    Row(
      testDescription: "no failed test explains the status",
      report: report(""),
      status: 1,
      says: "no test failed that would explain it"
    ),
    Row(
      testDescription: "a suite fails",
      report: report(
        more: "<testsuite name=\"db\"><error message=\"no database\"/></testsuite>"
      ),
      status: 1,
      says: "(suite) stands for a whole suite or file that failed"
    ),
    Row(
      testDescription: "fewer tests than usual",
      report: "<testsuite><testcase classname=\"tests.cart\" name=\"test_flaky\">"
        + "<failure message=\"TimeoutError: took 9.9 s\"/></testcase></testsuite>",
      status: 1,
      says: "1 test ran, where 3 are usual and 3 the least by --min-share"
    ),
    Row(
      testDescription: "fewer tests than demanded of a command that succeeds",
      options: ["--junit", "out", "--expect-tests", "4"],
      report: report(""),
      script: Row.writing("exit 0"),
      status: 1,
      says: "3 tests ran, and --expect-tests demands 4."
    ),
    Row(
      testDescription: "the list is too old",
      options: ["--junit", "out", "--as-of", inAMonth],
      status: 1,
      says: "may be 7 days old by --max-age"
    ),
    Row(
      testDescription: "the list may be that old",
      options: ["--junit", "out", "--as-of", inAMonth, "--max-age", "40d"],
      says: "nothing says how many tests are usual"
    ),
    Row(
      testDescription: "the test fails in a new way",
      report: report("ValueError: 3"),
      status: 1,
      says: "failed in a new way: ValueError"
    ),
    Row(
      testDescription: "there is no history",
      options: ["--junit", "out", "--db", "nowhere.sqlite"],
      status: 1,
      says: "there is no history at"
    ),
    Row(
      testDescription: "there is no history, and nothing failed",
      options: ["--junit", "out", "--db", "nowhere.sqlite"],
      report: report(""),
      script: Row.writing("exit 0"),
      says: "Safe"
    ),
  ]

  @Test("The exit status is 0 exactly when it is safe to, and one screen says why", arguments: rows)
  func decides(row: Row) throws {
    try Self.withHistory { folder in
      try folder.write(row.report, to: "report")
      let result = try Self.gate(row.script, row.options, in: folder)
      #expect(result.status == row.status, "\(result.errors)")
      #expect(result.output.isEmpty)
      let screen = result.errors.split(separator: "\n").map { $0.drop { $0 == " " } }
        .joined(separator: " ")
      #expect(screen.contains(row.says), "\(result.errors)")
      // A shell may say of its own that a child was killed.
      #expect(screen.contains(row.status == 0 ? "Safe: " : "Not safe: "))
    }
  }

  @Test("Finished reports exit with 0 or 1, and the decision goes to standard output")
  func readsFinishedReports() throws {
    try Self.withHistory { folder in
      try folder.write(Self.report(), to: "good.xml")
      try folder.write(Self.report(more: Self.other), to: "bad.xml")
      for (arguments, status, says) in [
        (["good.xml"], Int32(0), "Safe: 3 tests"), (["good.xml", "bad.xml"], 1, "test_c failed"),
        (["good.xml", "none.xml"], 1, "no file or folder at none.xml"),
      ] {
        let result = try runBinary(
          ["gate", "--junit"] + arguments,
          in: folder,
          wrapper: ["env", "EVENKEEL_JOB=unit"]
        )
        #expect(result.status == status && result.errors.isEmpty)
        #expect(result.output.contains(says), "\(result.output)")
      }
    }
  }

  @Test("What the command reads and prints is untouched, and JSON is the last line")
  func leavesOutputAlone() throws {
    try withTemporaryFolder { folder in
      let inner = [binary.path(percentEncoded: false), "gate", "--", "cat"]
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["sh", "-c", "printf 'a\\nb' | \"$0\" \"$@\" > copy 2> words"] + inner
      process.currentDirectoryURL = folder
      try process.run()
      process.waitUntilExit()
      let copy = try String(contentsOf: folder.appending(path: "copy"), encoding: .utf8)
      #expect(process.terminationStatus == 0 && copy == "a\nb")
      let result = try Self.gate(
        "echo one; echo two >&2; exit 4",
        ["--json", "--junit", "out"],
        in: folder
      )
      #expect(result.status == 4 && result.errors == "two\n")
      let lines = result.output.split(separator: "\n")
      #expect(lines.count == 2 && lines[0] == "one")
      #expect(lines[1].contains("\"is_safe\":false") && lines[1].contains("\"status\":4"))
      let quiet = try Self.gate("exit 0", ["--quiet"], in: folder)
      #expect(quiet.status == 0 && quiet.output.isEmpty && quiet.errors.isEmpty)
      let missing = try runBinary(["gate", "--", "no_such_program"], in: folder)
      #expect(missing.status == 127 && missing.errors.contains("could not be started"))
      #expect(try runBinary(["gate"], in: folder).status == 64)
    }
  }

  @Test("Reports of an earlier run excuse nothing and accuse nobody, however young they are")
  func passesOldReportsOver() throws {
    try Self.withHistory { folder in
      try folder.write(Self.report(), to: "out/junit.xml")
      let excused = try Self.gate("exit 1", in: folder)
      #expect(excused.status == 1 && excused.errors.contains("written by this run"))
      try folder.write(Self.report(more: Self.other), to: "out/old.xml")
      try folder.write(Self.report(), to: "report")
      let accused = try Self.gate("cp report out/junit.xml; exit 1", in: folder)
      #expect(accused.status == 0, "\(accused.errors)")
      #expect(accused.errors.contains("1 report older than the command was left out."))
      let restored = try Self.gate(
        "rm out/*; cp report out/junit.xml; touch -d 2020-01-01 out/junit.xml; exit 1",
        in: folder
      )
      #expect(restored.status == 1 && restored.errors.contains("written by this run"))
      let named = try Self.gate(
        "cp report out/junit.xml; exit 1",
        ["--junit", "out/junit.xml", "--junit", "second.xml"],
        in: folder
      )
      #expect(named.status == 1 && named.errors.contains("no file or folder at second.xml"))
    }
  }

  @Test("A regression of a quarantined test is never excused, however often main failed by it")
  func doesNotLearnRegressions() throws {
    try Self.withHistory { folder in
      try folder.write(Self.report("ValueError: wrong total"), to: "report")
      for run in 3...6 {
        let result = try Self.gate("mkdir -p out; cp report out/junit.xml; exit 1", in: folder)
        #expect(result.status == 1 && result.errors.contains("failed in a new way"))
        try Self.ingest("report", pipeline: "\(run)", commit: "c\(run)", in: folder)
      }
    }
  }

  @Test("Other files of a folder are passed over, and Bazel's earlier attempts are no failures")
  func readsFolders() throws {
    try Self.withHistory { folder in
      try folder.write(Self.report(""), to: "good")
      try folder.write(Self.report(more: Self.other), to: "bad")
      let script = """
        mkdir -p out/cart/test_attempts; cp bad out/cart/test_attempts/attempt_1.xml
        echo '<coverage/>' > out/coverage.xml; echo x > out/log.txt
        """
      let options = ["--junit", "out", "--strict"]
      let retried = try Self.gate(script + "\ncp good out/cart/test.xml", options, in: folder)
      #expect(retried.status == 0, "\(retried.errors)")
      let alone = try Self.gate("rm -r out\n" + script, options, in: folder)
      #expect(alone.status == 1 && alone.errors.contains("test_c failed"), "\(alone.errors)")
    }
  }

  @Test("Signals reach the command and all that it has started", arguments: [SIGTERM, SIGINT])
  func passesSignalsOn(signal: Int32) throws {
    try withTemporaryFolder { folder in
      let name = signal == SIGTERM ? "TERM" : "INT"
      let trapping =
        "trap 'echo got >> got; exit 5' \(name); touch ready; while :; do sleep 0.02; done"
      let process = try start(["gate", "--", "sh", "-c", trapping], in: folder)
      waitForFile("ready", in: folder)
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      #expect(process.terminationStatus == 5)
      let got = try String(contentsOf: folder.appending(path: "got"), encoding: .utf8)
      #expect(got == "got\n")
      // A command that says that all is well although it was stopped is not believed.
      let calm = try start(
        [
          "gate", "--", "sh", "-c",
          trapping.replacing("ready", with: "calm").replacing("exit 5", with: "exit 0"),
        ],
        in: folder
      )
      waitForFile("calm", in: folder)
      kill(calm.processIdentifier, signal)
      calm.waitUntilExit()
      #expect(calm.terminationStatus == 128 + signal)
    }
  }
}
