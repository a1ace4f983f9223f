import Foundation
import Reporter
import StatisticsCore
import TestSupport
import Testing

@testable import Commands

@Suite("evenkeel tests verify")
struct VerifyCommandTests {
  static func plan(_ nodes: [[String]], kind: String = "filename") -> SplitPlan {
    SplitPlan(
      kind: kind,
      items: nodes.enumerated().flatMap { node, names in
        names.map { SplitPlan.Item(name: $0, weight: 1_500_000, node: Int32(node)) }
      },
      nodes: nodes.map {
        SplitPlan.Node(bias: 0, speed: 1000, predicted: Int64($0.count) * 1_500_000)
      },
      lowerBound: 1,
      coveredNames: 1,
      coveredTime: 1
    )
  }

  static let files = plan([
    ["./tests/test_a.py", "tests/test_b.py"], ["tests/test_c.py", "tests/test_d.py"],
  ])

  /// A report as pytest writes it, of cases that are given as `class|name`.
  static func pytest(_ cases: String..., cut: Bool = false, entry: String = "") -> String {
    let entries = cases.map { text in
      let parts = text.split(separator: "|", omittingEmptySubsequences: false)
      return
        "<testcase classname=\"\(parts[0])\" name=\"\(parts[1])\" time=\"1.5\">\(entry)</testcase>"
    }
    return "<?xml version=\"1.0\"?><testsuites><testsuite name=\"pytest\" tests=\"\(cases.count)\">"
      + entries.joined() + (cut ? "" : "</testsuite></testsuites>")
  }

  /// Runs the command in a folder that holds the plan and the reports of a run that followed it.
  func verified(
    _ arguments: [String] = ["results"],
    plan: SplitPlan = files,
    _ change: (URL) throws -> Void = { _ in }
  ) throws -> CommandOutput {
    try withTemporaryFolder { folder in
      try folder.write(try jsonText(PlanDocument(plan)), to: "plan.json")
      try folder.write(
        Self.pytest(
          "tests.test_a.TestA|test_x",
          "tests.test_a.TestA|test_y",
          "tests.test_b|test_x"
        ),
        to: "results/0.xml"
      )
      try folder.write(
        Self.pytest("tests.test_c|test_x", "tests.test_d|test_x"),
        to: "results/1.xml"
      )
      try change(folder)
      return try run(["tests", "verify", "--plan", "plan.json"] + arguments, in: folder)
    }
  }

  @Test("A run that followed its plan is proved, whether or not the nodes are told")
  func proved() throws {
    let output = try verified()
    #expect(output.status == .done && output.remarks.isEmpty)
    #expect(
      output.text.hasPrefix("plan \(Self.files.id): all 4 names ran exactly once on 2 nodes\n")
    )
    #expect(output.text.contains("+1.5 s (+50 %)"))
    let told = try verified(["0=results/0.xml", "results", "1=results/1.xml"])
    #expect(told.text == output.text)
    let json = try verified(["results", "--format", "json"])
    #expect(json.status == .done && json.text.contains("\"is_proved\" : true"))
  }

  @Test("What is wrong is a finding, which is named and makes the status 1")
  func findings() throws {
    func finding(_ text: String, _ change: (URL) throws -> Void) throws {
      let output = try verified(["results"], change)
      #expect(output.status == .finding && output.text.contains(text), "\(output.text)")
    }
    try finding("  node 1  tests/test_d.py\n") {
      try $0.write(Self.pytest("tests.test_c|test_x"), to: "results/1.xml")
    }
    try finding("Nodes without a report:\n  node 1  2 names\n") {
      try FileManager.default.removeItem(at: $0.appending(path: "results/1.xml"))
    }
    try finding("  node 0 and node 1  ./tests/test_a.py\n") {
      try $0.write(
        Self.pytest("tests.test_c|test_x", "tests.test_d|test_x", "tests.test_a.TestA|test_y"),
        to: "results/1.xml"
      )
    }
    try finding("  node 1  tests.test_new\n") {
      try $0.write(
        Self.pytest("tests.test_c|test_x", "tests.test_d|test_x", "tests.test_new|test_x"),
        to: "results/1.xml"
      )
    }
    try finding("results/1.xml breaks off: what it lacks may have run\n") {
      try $0.write(
        Self.pytest("tests.test_c|test_x", "tests.test_d|test_x", cut: true),
        to: "results/1.xml"
      )
    }
    try finding("results/2.xml was rejected: it is empty") { try $0.write("", to: "results/2.xml") }
  }

  @Test("Options excuse what they name, and no more")
  func excuses() throws {
    let new = Self.pytest("tests.test_a.TestA|test_x", "tests.new|test_x")
    let change = { (folder: URL) in _ = try folder.write(new, to: "results/0.xml") }
    #expect(try verified(["results"], change).status == .finding)
    #expect(try verified(["results", "--catch-all"], change).status == .finding)
    let options = ["results", "--catch-all", "--expect-empty", "tests/test_b.py"]
    let output = try verified(options, change)
    #expect(output.status == .done)
    #expect(output.text.contains("1 name is new and ran on node 0: tests.new\n"))
    #expect(output.text.contains("1 name has no tests, as expected: tests/test_b.py\n"))
  }

  @Test("A node that was tried again proves what it ran, and a second node that ran it does not")
  func retries() throws {
    let again = Self.pytest("tests.test_b|test_x")
    func output(_ arguments: String...) throws -> CommandOutput {
      try verified(arguments) { try $0.write(again, to: "again/r.xml") }
    }
    let told = try output("results", "0=again")
    #expect(told.status == .done && told.text.contains("1 name ran again on its own node"))
    #expect(
      try output("results", "1=again").text.contains("  node 0 and node 1  tests/test_b.py\n")
    )
    let untold = try output("results", "again")
    #expect(untold.status == .finding)
    #expect(untold.text.contains("results/0.xml and "))
    #expect(untold.text.contains("again/r.xml  tests/test_b.py\n  (a node"))
  }

  @Test("A file that cannot be loaded was run, and so was one whose tests failed; a skip is said")
  func outcomes() throws {
    let error = try verified {
      try $0.write(
        Self.pytest("|tests.test_c", entry: "<error message=\"collection failure\">x</error>"),
        to: "results/2.xml"
      )
      try $0.write(
        Self.pytest("tests.test_d|test_x", "tests.test_d|y", entry: "<failure message=\"x\"/>"),
        to: "results/1.xml"
      )
    }
    #expect(error.status == .done)
    let skipped = try verified(["0=results/0.xml", "1=results/1.xml"]) {
      try $0.write(
        Self.pytest("tests.test_c|x", "tests.test_d|x", entry: "<skipped message=\"x\"/>"),
        to: "results/1.xml"
      )
    }
    #expect(skipped.text.contains("2 names were skipped as a whole: tests/test_c.py and tests/"))
    #expect(skipped.status == .done)
  }

  @Test("Tests of one name in several classes, with parameters, are matched by their node IDs")
  func nodeIDs() throws {
    let plan = Self.plan(
      [
        ["tests/test_a.py::TestA::test_x", "tests/test_a.py::TestA::test_y"],
        ["tests/test_c.py::test_x[a::b]", "tests/test_b.py::test_x", "tests/test_d.py::test_x"],
      ],
      kind: "testname"
    )
    func output(_ name: String) throws -> CommandOutput {
      try verified(["results/*.xml"], plan: plan) {
        try $0.write(
          Self.pytest("tests.test_a.TestA|test_x", "tests.test_a.TestA|test_y"),
          to: "results/0.xml"
        )
        try $0.write(
          Self.pytest("tests.test_c|\(name)", "tests.test_b|test_x", "tests.test_d|test_x[1]"),
          to: "results/1.xml"
        )
      }
    }
    #expect(try output("test_x[a::b]").status == .done)
    let other = try output("test_x[a::c]")
    #expect(other.text.contains("  node 1  tests/test_c.py::test_x[a::b]\n"))
    #expect(other.text.contains("  node 1  tests.test_c::test_x[a::c]\n"))
  }

  @Test("What leads to no plan, no report or no node is an error of its own")
  func errors() throws {
    #expect(try verified(["none.xml"]).status == .missingFile)
    #expect(try verified(["2=results"]).status == .usage)
    #expect(try verified(["0=results", "1=results/1.xml"]).status == .usage)
    #expect(try verified([]).status == .usage)
    #expect(try verified(["results", "none.xml"]).text.contains("none.xml was rejected"))
    let noPlan = try withTemporaryFolder {
      try run(["tests", "verify", "--plan", "p.json", "x"], in: $0)
    }
    #expect(noPlan.status == .missingFile && noPlan.remarks.count == 1)
  }

  @Test(
    "The plan of an ID is found beside the history, and the answer goes to the file that is named"
  )
  func planByID() throws {
    let output = try verified(["results", "--output", "out/v.txt", "--plan", Self.files.id]) {
      try $0.write(
        try jsonText(PlanDocument(Self.files)),
        to: ".evenkeel/plans/\(Self.files.id).json"
      )
    }
    #expect(output.status == .done && output.text.isEmpty)
    #expect(output.remarks.map { $0.hasSuffix("ran exactly once on 2 nodes") } == [true])
  }
}
