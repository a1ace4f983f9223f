import Foundation
import TestSupport
import Testing

@Suite("Faults, against the built binary")
struct FaultTests {
  static func report(cases: Int, prefix: String) -> String {
    let body = (0..<cases).map {
      "<testcase classname=\"\(prefix)\" name=\"test_\($0)\" time=\"0.001\"/>\n"
    }
    return
      "<testsuite name=\"s\" timestamp=\"2026-11-01T00:00:00Z\">\n\(body.joined())</testsuite>\n"
  }

  @Test("Killed at any moment, an ingest leaves the history whole, and can be run again")
  func survivesKill() throws {
    try withTemporaryFolder { folder in
      var lines: [String] = []
      for number in 0..<12 {
        try folder.write(Self.report(cases: 1500, prefix: "c\(number)"), to: "xml/\(number).xml")
        lines.append(
          "{\"files\":[\"xml/\(number).xml\"],\"repo\":\"a/b\",\"job\":\"j\(number)\",\"pipeline\":\"1\"}"
        )
      }
      try folder.write(lines.joined(separator: "\n"), to: "runs.jsonl")
      let arguments = ["ingest", "--manifest", "runs.jsonl"]
      try expectWholeHistory(ofKilled: arguments, after: [20, 60, 120, 200, 300, 450], in: folder)
      let last = try runBinary(arguments + ["--json"], in: folder)
      #expect(last.status == 0)
      let twice = try runBinary(arguments + ["--json"], in: folder)
      #expect(
        twice.output.contains("\"duplicate_files\":12") && twice.output.contains("\"cases\":0")
      )
      let inspect = try runBinary(["review", "--week", "2026-W44"], in: folder)
      #expect(inspect.output.contains("(0 of 12)"))
    }
  }

  @Test("Standard output that cannot be written is an error of its own")
  func survivesAFullPipe() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    try withTemporaryFolder { folder in
      try folder.write(Self.report(cases: 3, prefix: "c"), to: "a.xml")
      let full = ["bash", "-c", "exec \"$0\" \"$@\" >/dev/full"]
      let result = try runBinary(["ingest", "a.xml"], in: folder, wrapper: full)
      #expect(result.status == 74 && result.errors.contains("standard output"))
    }
  }

  @Test(
    "Two writers of a new history both get in, and a reader works beside them",
    arguments: 0..<4
  )
  func sharesTheHistory(round: Int) throws {
    try withTemporaryFolder { folder in
      for number in 0..<2 {
        try folder.write(Self.report(cases: 3000, prefix: "w\(number)"), to: "\(number).xml")
      }
      let writers = try (0..<2).map {
        try start(["ingest", "\($0).xml", "--repo", "a/b", "--job", "j\($0)"], in: folder)
      }
      while writers.contains(where: \.isRunning) {
        let reader = try runBinary(["flaky", "--format", "json"], in: folder)
        #expect([0, 65, 66].contains(reader.status), "\(reader.errors)")
      }
      #expect(writers.map(\.terminationStatus) == [0, 0])
      let review = try runBinary(["review", "--week", "2026-W44"], in: folder)
      #expect(review.output.contains("(0 of 2)"))
    }
  }

  @Test("A full disk is said to be full, and what was there before stays")
  func survivesAFullDisk() throws {
    try withTemporaryFolder { folder in
      try folder.write(Self.report(cases: 10, prefix: "small"), to: "small.xml")
      try folder.write(Self.report(cases: 60_000, prefix: "large_class_name"), to: "large.xml")
      #expect(try runBinary(["ingest", "small.xml"], in: folder).status == 0)
      // A limit on the size of files stands in for the disk: 2 MiB, in blocks of 512 or 1,024 bytes.
      let limited = ["bash", "-c", "trap '' XFSZ; ulimit -f 2048; exec \"$0\" \"$@\""]
      let full = try runBinary(["ingest", "large.xml"], in: folder, wrapper: limited)
      #expect(full.status == 74, "\(full.errors)")
      #expect(full.errors.contains("history.sqlite"))
      let after = try runBinary(["ingest", "small.xml", "--json"], in: folder)
      #expect(after.status == 0 && after.output.contains("\"duplicate_files\":1"))
      #expect(try runBinary(["ingest", "large.xml"], in: folder).status == 0)
    }
  }

  @Test("A damaged history is refused with a sentence")
  func refusesDamage() throws {
    try withTemporaryFolder { folder in
      try folder.write(String(repeating: "not a database ", count: 1000), to: "h.sqlite")
      let result = try runBinary(["flaky", "--db", "h.sqlite"], in: folder)
      #expect(result.status == 65 && result.errors.contains("is not a history of Evenkeel's"))
      #expect(result.output.isEmpty)
    }
  }
}
