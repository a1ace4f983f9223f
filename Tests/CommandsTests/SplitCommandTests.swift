import Foundation
import TestSupport
import Testing

@testable import Commands

@Suite("evenkeel tests")
struct SplitCommandTests {
  static let files = (0..<23).map { "tests/\($0 % 4)/test_\($0).py" }

  @Test(
    "All nodes together run each name exactly once, whatever the order and however they weigh",
    arguments: ["name", "filesize", "timings"],
    [1, 3, 8, 30]
  )
  func exactlyOnce(splitBy: String, total: Int) throws {
    try withTemporaryFolder { folder in
      for (number, file) in Self.files.enumerated() {
        try folder.write(String(repeating: "x", count: number * 10), to: file)
      }
      let cases = Self.files.prefix(15).enumerated().map { number, file in
        "<testcase classname='\(file.dropLast(3).split(separator: "/").joined(separator: "."))' name='t' time='\(number).5'/>"
      }
      try folder.write(
        "<testsuite name='pytest' tests='15' timestamp='2027-01-01T00:00:00Z'>\(cases.joined())</testsuite>",
        to: "r.xml"
      )
      #expect(try run(["ingest", "r.xml"], in: folder).status == .done)
      var all: [String] = []
      for index in 0..<total {
        let arguments = [
          "tests", "split", "--split-by", splitBy, "--index", "\(index)", "--total", "\(total)",
        ]
        let first = try run(arguments, in: folder, input: Self.files.joined(separator: "\n"))
        let second = try run(
          arguments,
          in: folder,
          input: Self.files.reversed().joined(separator: " ")
        )
        #expect(first.status == .done && first.text == second.text)
        all += first.text.split(separator: "\n").map(String.init)
      }
      #expect(all.sorted() == Self.files.sorted())
    }
  }

  @Test(
    "Timings of pytest's classes are those of their files, and the remarks say how many are known"
  )
  func weighsByTimings() throws {
    try withTemporaryFolder { folder in
      try folder.write(
        """
        <testsuite name='pytest' tests='3' timestamp='2027-01-01T00:00:00Z'><testcase classname='tests.test_a.TestA' name='t' time='10'/>
        <testcase classname='tests.test_b' name='t' time='6'/>
        <testcase classname='tests.test_c' name='t' time='5'/></testsuite>
        """,
        to: "r.xml"
      )
      _ = try run(["ingest", "r.xml"], in: folder)
      let input = "./tests/test_a.py tests/test_b.py tests/test_c.py"
      let arguments = [
        "tests", "split", "--split-by=timings", "--total=2", "--show-counts", "--index",
      ]
      let first = try run(arguments + ["0"], in: folder, input: input)
      #expect(first.text == "./tests/test_a.py\n")
      #expect(first.remarks.contains("Autodetected filename timings."))
      #expect(first.remarks.contains { $0.hasPrefix("timings cover 3 of 3 names") })
      #expect(first.remarks.contains("node 0 of 2: 1 of 3 names"))
      #expect(
        try run(arguments + ["1"], in: folder, input: input).text
          == "tests/test_b.py\ntests/test_c.py\n"
      )
      let new = try run(arguments + ["0"], in: folder, input: input + " tests/test_new.py")
      #expect(new.remarks.contains { $0.contains("No timing found for \"tests/test_new.py\"") })
      let required = ["--require-timings", "80%"]
      #expect(
        try run(arguments + ["0"] + required, in: folder, input: input + " new.py").status
          == .finding
      )
    }
  }

  @Test("Without a history it splits by name, says so, and exits with 0")
  func fallsBackLoudly() throws {
    try withTemporaryFolder { folder in
      let output = try run(
        ["tests", "split", "--split-by", "timings", "--shard", "2/2"],
        in: folder,
        input: "b\na\nc\n"
      )
      #expect(output.status == .done && output.text == "b\n")
      #expect(output.remarks.contains { $0.contains("there is no history at") })
      #expect(output.remarks.contains { $0.contains("Falling back to weighting by name.") })
      let required = try run(
        ["tests", "split", "--split-by", "timings", "--shard", "2/2", "--require-timings", "0.5"],
        in: folder,
        input: "a"
      )
      #expect(required.status == .finding && required.text.isEmpty)
    }
  }

  @Test("CircleCI's results.json gives timings as well")
  func readsResultsFile() throws {
    try withTemporaryFolder { folder in
      try folder.write(
        """
        {"tests":[{"file":"a.rb","classname":"A","name":"x","run_time":9},
        {"file":"b.rb","classname":"B","name":"y","run_time":5},
        {"file":"c.rb","classname":"C","name":"z","run_time":3}]}
        """,
        to: "results.json"
      )
      func split(_ type: String, _ input: String) throws -> String {
        try run(
          [
            "tests", "split", "--split-by=timings", "--timings-type=\(type)",
            "--timings-file=results.json", "--index=0", "--total=2",
          ],
          in: folder,
          input: input
        ).text
      }
      #expect(try split("filename", "a.rb b.rb c.rb") == "a.rb\n")
      #expect(try split("classname", "A B C") == "A\n")
      #expect(try split("testname", "x\ny\nz") == "x\n")
    }
  }

  @Test(
    "The node is found in the environment; where it can't be told, nothing is run twice",
    arguments: [
      (
        ["CIRCLECI": "true", "CIRCLE_NODE_INDEX": "1", "CIRCLE_NODE_TOTAL": "2"], "b\n",
        CommandStatus.done
      ),
      (["GITLAB_CI": "true", "CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "2"], "b\n", .done),
      (
        ["BUILDKITE": "true", "BUILDKITE_PARALLEL_JOB": "0", "BUILDKITE_PARALLEL_JOB_COUNT": "2"],
        "a\nc\n", .done
      ),
      (["EVENKEEL_NODE_INDEX": "1", "EVENKEEL_NODE_TOTAL": "2"], "b\n", .done),
      (["GITHUB_ACTIONS": "true"], "", .usage),
      (["CIRCLECI": "true", "CIRCLE_NODE_TOTAL": "2"], "", .usage),
      (["CIRCLECI": "true", "CIRCLE_NODE_INDEX": "2", "CIRCLE_NODE_TOTAL": "2"], "", .usage),
      ([:], "a\nb\nc\n", .done),
    ] as [([String: String], String, CommandStatus)]
  )
  func findsTheNode(variables: [String: String], text: String, status: CommandStatus) throws {
    try withTemporaryFolder { folder in
      let output = try run(["tests", "split"], in: folder, variables: variables, input: "a b c")
      #expect(output.text == text && output.status == status)
    }
  }

  @Test("Names with spaces survive where a file or NUL says that they are one name")
  func keepsSpaces() throws {
    try withTemporaryFolder { folder in
      try folder.write("", to: "my test.py")
      let lines = try run(["tests", "split"], in: folder, input: "my test.py\nb.py c.py\n")
      #expect(lines.text == "b.py\nc.py\nmy test.py\n")
      let nul = try run(["tests", "split", "-0"], in: folder, input: "x y\0z\0x y\0")
      #expect(nul.text == "x y\0z\0")
      #expect(nul.remarks.contains { $0.contains("came twice") })
      let names = try run(
        ["tests", "split", "--timings-type=testname"],
        in: folder,
        input: "Cart adds tax\r\n"
      )
      #expect(names.text == "Cart adds tax\n")
    }
  }

  @Test("More nodes than names leave a node without, which is no error and is said")
  func emptyShards() throws {
    try withTemporaryFolder { folder in
      let output = try run(["tests", "split", "--index=2", "--total=4"], in: folder, input: "a b")
      #expect(output.text.isEmpty && output.status == .done)
      #expect(output.remarks.contains { $0.contains("xargs needs -r") })
      let nothing = try run(
        ["tests", "split", "--index=0", "--total=1"],
        in: folder,
        input: "\n \n"
      )
      #expect(nothing.remarks.contains { $0.contains("No test names found") })
    }
  }

  @Test("Files of which every known test is quarantined are left out where that is asked for")
  func leavesOutQuarantined() throws {
    try withTemporaryFolder { folder in
      try folder.write(
        """
        <testsuite name='pytest' timestamp='2027-01-01T00:00:00Z'>
        <testcase classname='tests.test_a' name='x' time='1'/>
        <testcase classname='tests.test_a' name='y' time='1'/>
        <testcase classname='tests.test_b' name='x' time='1'/></testsuite>
        """,
        to: "r.xml"
      )
      _ = try run(["ingest", "r.xml"], in: folder)
      func split(_ options: String...) throws -> CommandOutput {
        try run(
          ["tests", "split", "--total=1", "--index=0"] + options,
          in: folder,
          input: "tests/test_a.py tests/test_b.py tests/test_c.py"
        )
      }
      #expect(try split("--exclude-quarantined").remarks.contains("no test is quarantined"))
      for test in ["tests.test_a::x", "tests.test_b::x"] {
        let added = try run(["quarantine", "add", test, "--reason", "flaky"], in: folder)
        #expect(added.status == .done, "\(added)")
      }
      let output = try split("--exclude-quarantined")
      #expect(output.text == "tests/test_a.py\ntests/test_c.py\n")
      #expect(output.remarks.contains { $0.hasPrefix("1 name left out") })
      #expect(try split().text == "tests/test_a.py\ntests/test_b.py\ntests/test_c.py\n")
    }
  }
}
