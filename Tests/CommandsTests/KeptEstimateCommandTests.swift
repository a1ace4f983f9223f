import Foundation
import GRDB
import TestSupport
import Testing

@testable import Commands

@Suite("evenkeel tests, by what the history keeps ready and by its runs")
struct KeptEstimateCommandTests {
  /// Two runs of classes, some of which are within one file, and some in a file that is only named in
  /// one of the runs.
  private func ingest(in folder: URL) throws {
    for day in 0..<4 {
      let cases = (0..<12).map { number in
        let file = (number + day) % 3 == 0 ? "file='src/T\(number / 2).kt'" : ""
        return
          "<testcase classname='src.T\(number / 2)$I\(number)' \(file) name='t' time='\(number + day).5'/>"
      }
      try folder.write(
        "<testsuite name='s' timestamp='2026-12-0\(day + 1)T00:00:00Z'>\(cases.joined())</testsuite>",
        to: "r.xml"
      )
      let arguments = ["ingest", "r.xml", "--job", "unit", "--pipeline", "\(day)", "--repo", "r"]
      #expect(try run(arguments, in: folder).status == .done)
    }
  }

  @Test("Both give the same plan", arguments: ["filename", "classname", "autodetect"])
  func isTheSame(type: String) throws {
    try withTemporaryFolder { folder in
      try ingest(in: folder)
      let names =
        type == "classname"
        ? (0..<12).map { "src.T\($0 / 2)$I\($0)" } + (0..<3).map { "src.T\($0)" }
        : (0..<7).map { "src/T\($0).kt" }
      func splits() throws -> [CommandOutput] {
        try (0..<3).map {
          try run(
            [
              "tests", "split", "--split-by=timings", "--timings-type", type, "--total=3",
              "--index=\($0)",
            ],
            in: folder,
            input: names.joined(separator: "\n")
          )
        }
      }
      let kept = try splits()
      #expect(kept.allSatisfy { $0.remarks.contains { $0.hasPrefix("plan ") } })
      try forgetKept(in: folder)
      let read = try splits()
      #expect(read.map(\.text) == kept.map(\.text))
      #expect(read.map(\.remarks) == kept.map(\.remarks))
    }
  }

  private func forgetKept(in folder: URL) throws {
    let path = folder.appending(path: ".evenkeel/history.sqlite").path(percentEncoded: false)
    try DatabaseQueue(path: path).write { try $0.execute(sql: "DELETE FROM suite_estimate") }
  }
}
