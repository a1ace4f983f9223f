import Foundation
import TestSupport
import Testing

@Suite("Merging under faults, against the built binary")
struct MergeFaultTests {
  /// Bundles of one job run each, of which the names of half the tests are the same.
  private func writeBundles(_ count: Int, cases: Int, in folder: URL) throws {
    for number in 0..<count {
      let prefix = number % 2 == 0 ? "shared" : "own\(number)"
      try folder.write(FaultTests.report(cases: cases, prefix: prefix), to: "\(number).xml")
      let ingest = try runBinary(
        ["ingest", "\(number).xml", "--repo", "a/b", "--pipeline", "1", "--job", "j\(number)"]
          + ["--db", "bundles/\(number).sqlite"],
        in: folder
      )
      #expect(ingest.status == 0, "\(ingest.errors)")
    }
  }

  @Test("Two merges and an ingest at once all get in, and lose nothing")
  func sharesTheHistory() throws {
    try withTemporaryFolder { folder in
      try writeBundles(4, cases: 2000, in: folder)
      var lines: [String] = []
      for number in 0..<8 {
        try folder.write(FaultTests.report(cases: 500, prefix: "i\(number)"), to: "i/\(number).xml")
        lines.append(
          "{\"files\":[\"i/\(number).xml\"],\"repo\":\"a/b\",\"job\":\"i\(number)\",\"pipeline\":\"1\"}"
        )
      }
      try folder.write(lines.joined(separator: "\n"), to: "runs.jsonl")
      let writers = try [
        ["merge", "bundles/0.sqlite", "bundles/1.sqlite", "bundles/2.sqlite"],
        ["merge", "bundles/3.sqlite", "bundles/2.sqlite", "bundles/1.sqlite"],
        ["ingest", "--manifest", "runs.jsonl"],
      ]
      .map { try start($0, in: folder) }
      for writer in writers { writer.waitUntilExit() }
      #expect(writers.map(\.terminationStatus) == [0, 0, 0])
      let merge = try runBinary(["merge", "bundles", "--json"], in: folder)
      #expect(merge.output.contains("\"known_job_runs\":4,\"new_tests\":0"))
      #expect(merge.output.contains("\"results\":0"))
      let ingest = try runBinary(["ingest", "--manifest", "runs.jsonl", "--json"], in: folder)
      #expect(ingest.output.contains("\"duplicate_files\":8"))
      let review = try runBinary(["review", "--week", "2026-W44"], in: folder)
      #expect(review.output.contains("(0 of 12)"))
    }
  }

  @Test("Killed at any moment, a merge leaves the history whole, and can be run again")
  func survivesKill() throws {
    try withTemporaryFolder { folder in
      try writeBundles(6, cases: 6000, in: folder)
      try expectWholeHistory(
        ofKilled: ["merge", "bundles"],
        after: [15, 40, 80, 120, 160, 200],
        in: folder
      )
      #expect(try runBinary(["merge", "bundles"], in: folder).status == 0)
      let merge = try runBinary(["merge", "bundles", "--json"], in: folder)
      #expect(merge.output.contains("\"job_runs\":6,\"known_job_runs\":6,\"new_tests\":0"))
      #expect(merge.output.contains("\"results\":0"))
      let review = try runBinary(["review", "--week", "2026-W44"], in: folder)
      #expect(review.output.contains("(0 of 6)"))
    }
  }

  @Test("A history that cannot be used is no fault of a bundle, and ends the merge")
  func refusesTheHistory() throws {
    try withTemporaryFolder { folder in
      try writeBundles(1, cases: 10, in: folder)
      let text = try folder.write(
        "no history at all, whatever its name says it were",
        to: "h.sqlite"
      )
      let merge = try runBinary(["merge", "bundles", "--db", text], in: folder)
      #expect(merge.status == 65 && merge.errors.contains("h.sqlite is not a history"))
      #expect(merge.output.isEmpty)
    }
  }
}
