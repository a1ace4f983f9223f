import Formats
import TestModel
import Testing

extension FormatFixture {
  static let tap = [
    FormatFixture(
      "subtests.tap",
      .tap,
      [
        "adds: passed 0.0125s",
        "paying | by card: passed 0.0035s",
        "paying | by #cash: "
          + "failed 0.001s [ERR_ASSERTION] (no 'change')",
        "paying > abroad | in euro: passed",
        "ships: skipped (no ship)",
        "returns: skipped [TODO] (write it)",
        "closes | inside: passed",
        "closes: failed (the hook failed)",
      ]
    ),
    FormatFixture(
      "perl-style.tap",
      .tap,
      [
        "first | one: passed", "second: failed (Failed test 'second')", "(unnamed 3): passed",
        "? same: passed", "? same (2): passed",
      ]
    ),
  ]
}

@Suite("TAP")
struct TAPTests {
  @Test("A failure keeps its stack, or the comments after it, and its place")
  func keepsDiagnostics() throws {
    let failure = try #require(try readFixture("subtests.tap", as: .tap)["by #cash"])
    #expect(failure.attempts[0].details == "at cart.test.mjs:12:5\nat run (node:internal:1:1)")
    #expect(failure.line == 12)
    #expect(failure.properties == [Property(name: "file", value: "/builds/shop/cart.test.mjs")])
    let comments = try readFixture("perl-style.tap", as: .tap)["second"]?.attempts[0].details
    #expect(comments == "Failed test 'second'\nat t/cart.t line 9.")
  }

  @Test(
    "Streams that are not whole are truncated",
    arguments: [
      ("ok 1 - a\n", "no plan"), ("1..3\nok 1 - a\n", "3 tests were planned and 1 ran"),
      ("1..2\nok 1 - a\nBail out! no disk\nok 2 - b\n", "bailed out: no disk"),
      ("1..1\n    ok 1 - a\n", "0 ran"),
    ]
  )
  func findsTruncation(text: String, note: String) throws {
    let report = try read(text, as: .tap)
    #expect(report.cases.count == 1)
    #expect(report.summary.isTruncated)
    #expect(report.summary.notes.contains { $0.text.contains(note) })
  }

  @Test("A whole file that is skipped has no case and is whole")
  func readsSkippedFiles() throws {
    let report = try read("TAP version 13\n1..0 # SKIP no display\n", as: .tap)
    #expect(report.cases.isEmpty)
    #expect(!report.summary.isTruncated)
  }

  @Test("Several streams after each other are one report, and prove names their files")
  func readsSeveralStreams() throws {
    let report = try read(
      """
      t/a.t .. \n1..1
      ok 1 - a
      ok
      t/b.t .....
      not ok 1 - b
      1..1
      Dubious, test returned 1
      """.replacing("ok\nt/b", with: "t/b"),
      as: .tap
    )
    #expect(report.lines == ["a | t/a.t: passed", "b | t/b.t: failed"])
    #expect(!report.summary.isTruncated)
  }

  @Test("A suite of node's is no case; a test with subtests is one only when it fails alone")
  func readsParents() throws {
    let report = try read(
      """
      # Subtest: suite
          # Subtest: a
          ok 1 - a
          1..1
      ok 1 - suite
        ---
        type: 'suite'
        ...
      # Subtest: /builds/shop/a.test.js
          not ok 1 - b
          1..1
      not ok 2 - /builds/shop/a.test.js
      1..2
      """,
      as: .tap
    )
    #expect(report.lines == ["suite | a: passed", "b: failed"])
  }
}
