import TestModel
import Testing

@testable import Reporter

@Suite("What is said of the quarantine")
struct QuarantineTextTests {
  private func at(_ day: Int) -> Timestamp { Timestamp(day: 20_000 + day) }

  private func line(
    _ kind: QuarantineTransition.Kind,
    _ name: String,
    _ day: Int,
    expires: Int? = nil,
    by author: String = "policy"
  ) -> QuarantineTransition {
    let test = RecordedTest(
      id: Int64(name.unicodeScalars.first?.value ?? 0),
      repo: "r",
      testID: TestID(name: name),
      isAmbiguous: false,
      firstSeen: at(-90)
    )
    let entry = QuarantineEntry(
      test: test,
      reason: "why",
      author: author,
      since: at(day),
      expires: expires.map { at($0) },
      isManual: author != "policy"
    )
    return QuarantineTransition(
      kind: kind,
      entry: entry,
      at: at(day),
      author: author,
      reason: "why"
    )
  }

  @Test("The escalated are first, then the overdue, and the others are counted or listed")
  func table() {
    let log = [
      line(.entered, "a", 0, expires: 90), line(.entered, "b", 0, expires: 30),
      line(.entered, "c", 0, expires: 20), line(.escalated, "c", 40), line(.entered, "d", 0),
      line(.probation, "d", 9), line(.held, "e", 1, by: "ada"),
    ]
    let records = QuarantineRecord.records(of: log, asOf: at(50))
    let text = quarantineTable(records, asOf: at(50))
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.dropFirst().map { $0.prefix(1) } == ["c", "b", "a", "N"])
    #expect(lines[1].contains("(overdue, escalated)") && lines[2].contains("expired"))
    #expect(lines[4] == "Not in quarantine: 1 on probation, 1 held out; --all lists them.")
    let all = quarantineTable(records, listsAll: true, asOf: at(50))
    #expect(all.contains("d     on probation") && all.contains("e     held out"))
    #expect(quarantineTable([], asOf: at(0)) == "No test is in quarantine.\n")
  }

  @Test("A transition is a line, and what enters has its evidence below it")
  func transitions() {
    var entered = line(.entered, "a", 0)
    entered.entry.probability = 0.97
    entered.entry.flakeRate = 0.075
    entered.entry.lastFlake = at(-1)
    #expect(
      transitionLines([entered, line(.reflaked, "b", 0)]) == """
        enters     a: why
                   flaky with probability 0.97; 7.5 % of first attempts fail; the last on 2024-10-03
        re-flaked  b: why

        """
    )
  }

  @Test(
    "Each runner of a test's language that has a name for a single test is told it",
    arguments: [
      (
        TestID(classname: "com.acme.CartTest", name: "adds()", file: "src/CartTest.java"),
        ["gradle": "com.acme.CartTest.adds", "surefire": "com.acme.CartTest#adds"]
      ),
      (
        TestID(classname: "t.TestA", name: "test_x", file: "t.py"),
        ["pytest": "t.py::TestA::test_x", "unittest": "t.TestA.test_x"]
      ),
      (
        TestID(suite: "chromium > b.spec.ts", classname: "b.spec.ts", name: "pays"),
        ["playwright": "[chromium] › b.spec.ts › pays"]
      ),
      (
        TestID(classname: "shop::cart", name: "adds", file: "src/cart.rs"),
        ["nextest": "shop::cart adds"]
      ),
      (
        TestID(classname: "t.TestA", name: "test_x[1]", file: "t.py"),
        ["pytest": "t.py::TestA::test_x[1]"]
      ),
      (
        TestID(classname: "ShopTests.CartTests", name: "total()", file: "Tests/Cart.swift"),
        ["xcodebuild": "ShopTests/CartTests/total()"]
      ),
      (TestID(classname: "t.TestA", name: "test_<uuid>", file: "t.py"), [:]),
    ]
  )
  func runnerNames(test: TestID, expected: [String: String]) {
    let names = runnerIDs(of: test)
    for (runner, name) in expected { #expect(names[runner] == name) }
    if expected.isEmpty || SourceLanguage(file: test.file) == .python {
      #expect(names == expected)
    }
    #expect(names["rspec"] == nil && names["text"] == nil)
  }
}
