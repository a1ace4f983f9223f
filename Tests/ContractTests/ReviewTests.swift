import Foundation
import TestSupport
import Testing

@Suite("The review, as its users run it")
struct ReviewTests {
  @Test("A folder is made and filled with a table a file, whole, and the output stays empty")
  func tables() throws {
    try withTemporaryFolder { folder in
      try folder.write(
        """
        <testsuite name="s"><testcase classname="c" name="=cmd()" file="=x.py" time="1">\
        <failure message="no"/></testcase></testsuite>
        """,
        to: "r.xml"
      )
      let ingest = [
        "ingest", "r.xml", "--repo", "a/b", "--branch", "main", "--job", "unit", "--pipeline", "1",
        "--commit", "c1", "--started-at", "2026-11-10T10:00:00Z", "--duration", "60",
      ]
      #expect(try runBinary(ingest, in: folder).status == 0)
      let week = ["review", "--week", "2026-W46", "--as-of", "2026-11-16"]
      let output = try runBinary(week + ["--format", "csv", "--output", "a/b"], in: folder)
      #expect(output.status == 0 && output.output.isEmpty)
      let figures = try String(
        contentsOf: folder.appending(path: "a/b/review-2026-W46-figures.csv"),
        encoding: .utf8
      )
      #expect(figures.hasPrefix("week,figure,unit,this_week,this_week_count,this_week_total,"))
      #expect(figures.contains("\r\n2026-W46,Job runs with tests,count,1,"))
      let refused = try runBinary(week + ["--format", "csv"], in: folder)
      #expect(refused.status == 64 && refused.errors.contains("--output"))
      let blocked = try runBinary(week + ["--output", "r.xml/x"], in: folder)
      #expect(blocked.status == 74)
    }
  }
}
