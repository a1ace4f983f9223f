import Foundation
import GRDB
import Storage
import TestSupport
import Testing

@Suite("Merging histories")
struct MergeTests {
  /// A new history in a folder, with others folded in, in that order.
  private static func merged(_ others: [String], in folder: URL) throws -> String {
    let path = folder.appending(path: "\(UUID()).sqlite").path(percentEncoded: false)
    let store = try HistoryStore(writingTo: path)
    for other in others { _ = try store.merge(HistorySnapshot(of: other)) }
    return path
  }

  private static func histories(_ seed: UInt64, in folder: URL) throws -> [String] {
    try (0..<3).map { number in
      let path = folder.appending(path: "\(number).sqlite").path(percentEncoded: false)
      try MergeRandomHistory.write(to: path, seed: seed * 3 + UInt64(number))
      return path
    }
  }

  @Test("Any order and any grouping of merges gives the same history", arguments: 0..<4)
  func isSemilattice(round: Int) throws {
    for seed in 0..<4 {
      try withTemporaryFolder { folder in
        let all = try Self.histories(UInt64(round * 4 + seed), in: folder)
        let (a, b, c) = (all[0], all[1], all[2])
        let expected = try content(of: Self.merged([a, b, c], in: folder))
        for order in [
          [a, c, b], [b, a, c], [b, c, a], [c, a, b], [c, b, a], [a, b, a, c, b, a],
        ] {
          #expect(try content(of: Self.merged(order, in: folder)) == expected)
        }
        let ab = try Self.merged([a, b], in: folder)
        let bc = try Self.merged([b, c], in: folder)
        #expect(try content(of: Self.merged([ab, c], in: folder)) == expected)
        #expect(try content(of: Self.merged([a, bc], in: folder)) == expected)
        #expect(try content(of: Self.merged([bc, ab], in: folder)) == expected)
      }
    }
  }

  @Test("Into an empty history a merge is a copy", arguments: 0..<8)
  func copies(seed: Int) throws {
    try withTemporaryFolder { folder in
      let path = try Self.histories(UInt64(seed), in: folder)[0]
      #expect(try content(of: Self.merged([path], in: folder)) == content(of: path))
    }
  }

  @Test("A second merge of the same history writes nothing at all", arguments: 0..<8)
  func isIdempotent(seed: Int) throws {
    try withTemporaryFolder { folder in
      let all = try Self.histories(UInt64(seed), in: folder)
      let once = try Self.merged(all, in: folder)
      let before = try rows(of: once)
      let again = try HistoryStore(writingTo: once).merge(HistorySnapshot(of: once))
      #expect(try rows(of: once) == before)
      #expect(again.results == 0 && again.newTests == 0 && again.unitedTests == 0)
      #expect(again.knownJobRuns == again.jobRuns)
      _ = try HistoryStore(writingTo: once).merge(HistorySnapshot(of: all[1]))
      #expect(try rows(of: once) == before)
    }
  }

  @Test("The random histories hold what merging is difficult for")
  func worldIsRich() throws {
    try withTemporaryFolder { folder in
      var united = 0
      var known = 0
      var lines = 0
      var orders = 0
      var timings = 0
      var renames = 0
      for seed in 0..<40 {
        let path = folder.appending(path: "r\(seed).sqlite").path(percentEncoded: false)
        try MergeRandomHistory.write(to: path, seed: UInt64(seed))
        let all = folder.appending(path: "all\(seed / 4).sqlite").path(percentEncoded: false)
        let summary = try HistoryStore(writingTo: all).merge(HistorySnapshot(of: path))
        united += summary.unitedTests
        known += summary.knownJobRuns
        let content = try content(of: all)
        lines += content.filter { $0.hasPrefix("event") }.count
        orders += content.filter { $0.hasPrefix("order") }.count
        timings += content.filter { $0.hasPrefix("timings") }.count
        renames += content.filter { $0.hasPrefix("unit") && !$0.hasSuffix("NULL") }.count
      }
      #expect(united > 10 && known > 40 && lines > 40 && orders > 40)
      #expect(timings > 40 && renames > 10)
    }
  }
}
