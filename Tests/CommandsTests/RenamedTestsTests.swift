import Foundation
import Storage
import TestModel
import TestSupport
import Testing

@testable import Commands

@Suite("Histories of tests whose file was renamed")
struct RenamedTestsTests {
  private func ingest(
    _ file: String,
    _ names: [String],
    failing: String? = nil,
    day: Int,
    attempt: Int = 1,
    in folder: URL
  ) throws -> CommandOutput {
    let cases = names.map { name in
      let failure = name == failing ? "<failure message='m'/>" : ""
      return "<testcase classname='c' file='\(file)' name='\(name)' time='1'>\(failure)</testcase>"
    }
    try folder.write("<testsuite name='s'>\(cases.joined())</testsuite>", to: "../r.xml")
    return try run(
      [
        "ingest", "../r.xml", "--pipeline", "\(day)", "--job", "unit", "--repo", "a/b", "--commit",
        "c\(day)", "--branch", "main", "--attempt", "\(attempt)", "--started-at",
        "2027-01-\(day + 10)T00:00:00Z", "--db", "h.sqlite",
      ],
      in: folder
    )
  }

  private func tests(in folder: URL) throws -> [RecordedTest] {
    try HistoryStore(readingFrom: folder.path(percentEncoded: false) + "/h.sqlite").allTests()
  }

  /// By test, its attempts in all job runs.
  private func attempts(in folder: URL) throws -> [Int] {
    let store = try HistoryStore(readingFrom: folder.path(percentEncoded: false) + "/h.sqlite")
    let jobRuns = try store.jobRuns(in: Timestamp(milliseconds: 0)..<Timestamp(milliseconds: .max))
    var signatures = try store.failureTimelines(in: jobRuns).signatures
    return try store.timelines(of: store.allTests(), in: jobRuns, signatures: &signatures)
      .map { $0.runs.reduce(0) { $0 + Int($1.attempts) } }
  }

  private func withCheckout(_ body: (URL, Checkout) throws -> Void) throws {
    try withTemporaryFolder { outer in
      let folder = outer.appending(path: "checkout")
      try folder.write("t", to: "tests/old.py")
      let checkout = try Checkout(in: folder)
      try checkout.git("add", "tests")
      try body(folder, checkout)
    }
  }

  @Test("A renamed file keeps its tests' history, and says so; stale branches still hit it")
  func keepsHistory() throws {
    try withCheckout { folder, checkout in
      let names = ["one", "two", "three"]
      _ = try ingest("tests/old.py", names, failing: "two", day: 1, in: folder)
      let before = try tests(in: folder)
      try checkout.git("mv", "tests/old.py", "tests/new.py")
      let renamed = try ingest("tests/new.py", names + ["four"], day: 2, in: folder)
      #expect(
        renamed.remarks == [
          "3 tests of tests/old.py go on as tests/new.py: the same names, and the old file is gone"
        ]
      )
      #expect(renamed.status == .done)
      let after = try tests(in: folder)
      #expect(after.map(\.testID.file) == Array(repeating: "tests/new.py", count: 4))
      #expect(after.prefix(3).map(\.id) == before.map(\.id))
      #expect(after.prefix(3).map(\.firstSeen) == before.map(\.firstSeen))
      #expect(try attempts(in: folder).reduce(0, +) == 7)

      // The branches that have not merged it yet, those that have, and both again.
      for day in 3...4 {
        #expect(try ingest("tests/old.py", names, day: day, in: folder).remarks.isEmpty)
        #expect(try ingest("tests/new.py", names, day: day + 2, in: folder).remarks.isEmpty)
      }
      #expect(try tests(in: folder) == after)
      let flaky = try run(
        ["flaky", "--all", "--format", "json", "--db", "h.sqlite", "--as-of", "2027-01-20"],
        in: folder
      )
      #expect(flaky.text.contains("tests\\/new.py") || flaky.text.contains("tests/new.py"))
      #expect(try attempts(in: folder).sorted() == [1, 6, 6, 6])
    }
  }

  @Test("Several renames of a file follow each other, within one command too")
  func followsEachOther() throws {
    try withCheckout { folder, checkout in
      let names = ["one", "two"]
      _ = try ingest("tests/old.py", names, day: 1, in: folder)
      try checkout.git("mv", "tests/old.py", "tests/new.py")
      _ = try ingest("tests/new.py", names, day: 2, in: folder)
      try checkout.git("mv", "tests/new.py", "tests/newer.py")
      #expect(try ingest("tests/newer.py", names, day: 3, in: folder).remarks.count == 1)
      for (attempt, file) in ["old", "new", "newer"].enumerated() {
        _ = try ingest("tests/\(file).py", names, day: 4, attempt: attempt, in: folder)
      }
      #expect(try tests(in: folder).map(\.testID.file) == ["tests/newer.py", "tests/newer.py"])
      #expect(try attempts(in: folder).reduce(0, +) == 12)
    }
  }

  @Test("A copy is new, and a test of the old file that runs again in the same job run as well")
  func leavesCopies() throws {
    try withCheckout { folder, checkout in
      let names = ["one", "two", "three"]
      _ = try ingest("tests/old.py", names, day: 1, in: folder)
      try folder.write("t", to: "tests/new.py")
      try checkout.git("add", "tests")
      #expect(try ingest("tests/new.py", names, day: 2, in: folder).remarks.isEmpty)
      #expect(try tests(in: folder).count == 6)
      try checkout.git("mv", "tests/old.py", "tests/third.py")
      _ = try ingest("tests/old.py", names, day: 3, in: folder)
      #expect(try ingest("tests/third.py", names, day: 3, in: folder).remarks.isEmpty)
      #expect(try tests(in: folder).count == 9)
    }
  }
}
