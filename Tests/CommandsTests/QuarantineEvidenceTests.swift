import Foundation
import TestModel
import TestSupport
import Testing

@testable import Commands

/// What a report says of the test in quarantine.
private enum Told {
  case passed, failed, excused, notRun

  var element: String {
    switch self {
    case .passed: ""
    case .failed: #"<failure message="TimeoutError: boom">TimeoutError: boom</failure>"#
    case .excused:
      "<skipped type=\"pytest.xfail\" message=\"\(QuarantineMark.failed)TimeoutError: boom"
        + "&#10;&#10;evenkeel: in full:&#10;TimeoutError: boom\"/>"
    case .notRun: "<skipped type=\"pytest.skip\" message=\"\(QuarantineMark.notRun)\"/>"
    }
  }
}

/// Runs of one job on the default branch, a commit a pipeline, from 2026-11-01 on.
private struct Runs {
  var folder: URL
  private var lines: [String] = []
  private var pipeline = 0

  init(in folder: URL) { self.folder = folder }

  /// Adds the attempts of a pipeline on a day.
  mutating func add(day: Int, _ attempts: Told...) throws {
    pipeline += 1
    for (index, told) in attempts.enumerated() {
      let path = "xml/\(pipeline)-\(index).xml"
      try folder.write(
        """
        <testsuites name="pytest tests"><testsuite name="pytest" tests="2" errors="0" failures="0">
        <testcase classname="tests.test_cart" name="test_adds" time="0.1"/>
        <testcase classname="tests.test_cart" name="test_pays" time="9">\(told.element)</testcase>
        </testsuite></testsuites>
        """,
        to: path
      )
      let start = Timestamp(iso8601: "2026-11-01T08:00:00Z")?.adding(days: day)
        .adding(milliseconds: Int64(60_000 * (20 * (pipeline % 40) + 5 * index)))
      lines.append(
        #"{"files":["\#(path)"],"repo":"a/b","branch":"main","default_branch":"main","#
          + #""commit":"c\#(pipeline)","pipeline":"\#(pipeline)","job":"unit","#
          + #""attempt":\#(index + 1),"started_at":"\#(start?.iso8601 ?? "")"}"#
      )
    }
  }

  func ingest() throws {
    try folder.write(lines.joined(separator: "\n") + "\n", to: "runs.jsonl")
    let output = try run(["ingest", "--manifest", "runs.jsonl", "--quiet"], in: folder)
    #expect(output.status == .done, "\(output.remarks)")
  }

  /// A test that flakes on every fifth of 60 commits, and what its other reruns say.
  mutating func addFlakyWeeks(failing told: Told = .failed) throws {
    for index in 0..<60 {
      if index % 5 == 0 {
        try add(day: index / 3, told, .passed)
      } else {
        try add(day: index / 3, .passed)
      }
    }
  }
}

@Suite("Evidence of tests in quarantine")
struct QuarantineEvidenceTests {
  private func update(asOf day: Int, in folder: URL) throws -> String {
    let moment = try #require(Timestamp(iso8601: "2026-11-01T00:00:00Z")).adding(days: day).iso8601
    return try run(["quarantine", "update", "--as-of", moment], in: folder).text
  }

  private func isLeaving(_ text: String) -> Bool {
    text.contains("released") || text.contains("probation")
  }

  private func isQuarantined(in folder: URL) throws -> Bool {
    try run(["quarantine", "list"], in: folder).text.contains("test_pays")
  }

  @Test("A test that never runs is never released, however long it is skipped")
  func skippingHealsNothing() throws {
    try withTemporaryFolder { folder in
      var runs = Runs(in: folder)
      try runs.addFlakyWeeks()
      for day in 21..<200 { try runs.add(day: day, .notRun) }
      try runs.ingest()
      #expect(try update(asOf: 21, in: folder).contains("enters"))
      for day in stride(from: 28, through: 200, by: 14) {
        let text = try update(asOf: day, in: folder)
        #expect(!isLeaving(text), "\(day): \(text)")
        #expect(try isQuarantined(in: folder))
      }
    }
  }

  @Test("A test that runs in a sample is released by those runs alone")
  func samplesHeal() throws {
    try withTemporaryFolder { folder in
      var runs = Runs(in: folder)
      try runs.addFlakyWeeks()
      for index in 0..<1600 {
        try runs.add(day: 21 + index / 40, index % 10 == 3 ? .passed : .notRun)
      }
      try runs.ingest()
      #expect(try update(asOf: 21, in: folder).contains("enters"))
      // Four clean runs prove nothing, a hundred do.
      #expect(try !isLeaving(update(asOf: 22, in: folder)))
      #expect(try isLeaving(update(asOf: 61, in: folder)))
    }
  }

  @Test("A history is the same whether a failure counted or our list excused it")
  func excusesHideNothing() throws {
    var texts: [String] = []
    for told in [Told.failed, .excused] {
      try withTemporaryFolder { folder in
        var runs = Runs(in: folder)
        try runs.addFlakyWeeks(failing: told)
        try runs.ingest()
        let options = ["--as-of", "2026-11-22", "--format", "json"]
        texts.append(try run(["flaky", "--all"] + options, in: folder).text)
        let text = try update(asOf: 21, in: folder)
        #expect(text.contains("enters"))
        texts.append(text)
      }
    }
    #expect(texts[0] == texts[2] && texts[1] == texts[3])
    #expect(texts[0].contains("\"failures\" : 12"))
  }

  @Test("A skipped run is no time of a test")
  func skipsTakeNoTime() throws {
    try withTemporaryFolder { folder in
      var runs = Runs(in: folder)
      for day in 0..<5 { try runs.add(day: day, .passed) }
      try runs.ingest()
      func estimate() throws -> String {
        try run(
          [
            "tests", "split", "--split-by", "timings", "--timings-type", "testname", "--total", "2",
            "--index", "0", "--show-counts", "--db", ".evenkeel/history.sqlite",
          ],
          in: folder,
          input: "tests.test_cart::test_pays\ntests.test_cart::test_adds\n"
        ).text
      }
      let before = try estimate()
      for day in 5..<9 { try runs.add(day: day, .notRun) }
      try runs.ingest()
      #expect(try estimate() == before && !before.isEmpty)
    }
  }
}

@Suite("The list of quarantine for one run")
struct QuarantineExportTests {
  private static let count = 20

  /// A history with tests in quarantine by hand.
  private func withQuarantine(
    ofVerdict verdict: Int? = nil,
    _ body: (URL) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      let cases = (0..<Self.count).map {
        "<testcase classname=\"tests.test_cart\" name=\"test_\($0)x\" time=\"1\"/>"
      }
      try folder.write(
        "<testsuite name=\"pytest\" tests=\"\(Self.count)\">\(cases.joined())</testsuite>",
        to: "a.xml"
      )
      _ = try run(["ingest", "a.xml", "--repo", "a/b"], in: folder)
      for index in 0..<Self.count {
        let name = "tests.test_cart::test_\(index)x"
        let mode = index == verdict ? "verdict" : "skip"
        let added = try run(
          ["quarantine", "add", name, "--reason", "r", "--mode", mode],
          in: folder
        )
        #expect(added.status == .done)
      }
      try body(folder)
    }
  }

  private func export(
    _ options: [String],
    in folder: URL,
    _ variables: [String: String] = [:]
  ) throws -> CommandOutput {
    try run(["quarantine", "export"] + options, in: folder, variables: variables)
  }

  @Test("Where nothing is said, each entry is on the list")
  func listsAll() throws {
    try withQuarantine { folder in
      let output = try export(["--for", "pytest"], in: folder)
      #expect(output.text.split(separator: "\n").count == Self.count && output.remarks.isEmpty)
      #expect(try export(["--for", "pytest", "--mode", "skip"], in: folder).text == output.text)
      #expect(try export(["--for", "pytest", "--mode", "all"], in: folder).text == output.text)
      let none = try export(["--for", "pytest", "--mode", "verdict"], in: folder)
      #expect(
        none.text.isEmpty && none.remarks == ["20 tests not listed: of mode verdict, for the gate"]
      )
    }
  }

  @Test("What quarantine is about by its verdict only is left to the gate, or run by the plugin")
  func leavesVerdictsToTheGate() throws {
    try withQuarantine(ofVerdict: 3) { folder in
      let list = try export(["--for", "pytest"], in: folder)
      #expect(!list.text.contains("test_3x") && list.text.contains("test_4x"))
      #expect(list.remarks == ["1 test not listed: of mode verdict, for the gate"])
      for mode in ["verdict", "all"] {
        #expect(
          try export(["--for", "pytest", "--mode", mode], in: folder).text.contains("test_3x")
        )
      }
      let plugin = try export(["--for", "pytest-plugin", "--mode", "all"], in: folder).text
      let parts = plugin.components(separatedBy: "SKIPPED = frozenset")
      #expect(parts[0].contains("test_3x") && !parts[0].contains("test_4x"))
      #expect(!parts[1].contains("test_3x") && parts[1].contains("test_4x"))
    }
  }

  @Test("Each test has its turn once in a cycle of the pipeline's runs, on all nodes alike")
  func samples() throws {
    try withQuarantine { folder in
      let whole = Set(
        try export(["--for", "pytest"], in: folder).text.split(separator: "\n").map(String.init)
      )
      var turns: [String] = []
      for number in 40..<50 {
        let texts = try ["0", "1"].map { node in
          try export(
            ["--for", "pytest", "--sample", "10%"],
            in: folder,
            [
              "GITHUB_ACTIONS": "true", "GITHUB_RUN_NUMBER": "\(number)",
              "GITHUB_RUN_ID": "9\(number)",
              "CI_NODE_INDEX": node,
            ]
          )
        }
        #expect(texts[0].text == texts[1].text && texts[0].status == .done)
        let listed = Set(texts[0].text.split(separator: "\n").map(String.init))
        turns += whole.subtracting(listed)
        let seeded = try export(
          ["--for", "pytest", "--sample", "0.1", "--sample-seed", "\(number)"],
          in: folder
        )
        #expect(seeded.text == texts[0].text)
        #expect(seeded.remarks.first?.contains("of 20 tests") == true)
      }
      #expect(turns.count == Self.count && Set(turns) == whole)
    }
  }

  @Test("Outside of CI the day counts")
  func countsDays() throws {
    try withQuarantine { folder in
      var turns = 0
      // 2027-01-22 is day 20,840 since 1970, the first of a cycle of ten.
      for day in 22..<32 {
        let options = ["--for", "text", "--sample", "10%", "--as-of", "2027-01-\(day)T12:00:00Z"]
        turns += Self.count - (try export(options, in: folder).text.split(separator: "\n").count)
      }
      #expect(turns == Self.count)
    }
  }

  @Test("pytest's plugin runs all of them, but those that are not to run by --mode skip")
  func plugin() throws {
    try withQuarantine { folder in
      func parts(_ options: [String]) throws -> [Int] {
        try export(["--for", "pytest-plugin"] + options, in: folder).text
          .components(separatedBy: "SKIPPED = frozenset")
          .map { $0.components(separatedBy: "(\"tests.test_cart\"").count - 1 }
      }
      #expect(try parts([]) == [Self.count, 0])
      #expect(try parts(["--mode", "skip"]) == [0, Self.count])
      let sampled = try parts(["--mode", "skip", "--sample", "50%", "--sample-seed", "1"])
      #expect(sampled[0] > 0 && sampled[1] > 0 && sampled[0] + sampled[1] == Self.count)
    }
  }

  @Test("A sample of nothing, or of more than all, is a mistake", arguments: ["0", "110%", "x"])
  func refusesShares(share: String) throws {
    try withTemporaryFolder { folder in
      let output = try export(["--for", "pytest", "--sample", share], in: folder)
      #expect(output.status == .usage)
    }
  }
}
