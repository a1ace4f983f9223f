import Foundation
import GRDB
import TestModel
import TestSupport
import Testing

@testable import Storage

@Suite("The log of the quarantine")
struct QuarantineLogTests {
  private static let insertTest =
    "INSERT INTO test VALUES (?, 'r', '', 'k', ?, '', 1, 0, 1, 7, 0, NULL)"

  @Test("Each line comes back as it was written, and makes the entries")
  func roundTrip() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "h.sqlite").path(percentEncoded: false)
      let store = try HistoryStore(writingTo: path)
      try DatabaseQueue(path: path).write {
        try $0.execute(sql: Self.insertTest, arguments: [1, "a"])
      }
      let test = try #require(try store.allTests().first)
      func at(_ day: Int) -> Timestamp { Timestamp(day: 20_000 + day) }
      var entry = QuarantineEntry(
        test: test,
        reason: "r",
        author: "policy",
        since: at(0),
        expires: at(30),
        owner: "@a",
        issue: "https://example.com/1",
        mode: .verdict,
        isManual: false,
        probability: 0.99,
        flakeRate: 0.2,
        flakes: 3
      )
      (entry.flakeRateLow, entry.flakeRateHigh) = (0.1, 0.3)
      (entry.executions, entry.commits, entry.lastFlake) = (40, 2, at(-1))
      func line(
        _ kind: QuarantineTransition.Kind,
        _ day: Int,
        _ change: (inout QuarantineTransition) -> Void = { _ in }
      ) -> QuarantineTransition {
        var line = QuarantineTransition(
          kind: kind,
          entry: entry,
          at: at(day),
          author: "policy",
          reason: "r"
        )
        change(&line)
        return line
      }
      try store.apply([
        line(.candidate, -1) { $0.obstacle = .unsure }, line(.entered, 0),
        line(.changed, 1) { $0.changes = .init(expires: at(40), owner: "@b") },
        line(.probation, 9), line(.fixed, 10) { ($0.commit, $0.author) = ("c1", "ada") },
        line(.held, 11) { ($0.until, $0.author) = (at(12), "ada") },
      ])
      let log = try store.quarantineLog(ofTest: test.id)
      #expect(log.map(\.kind) == [.candidate, .entered, .changed, .probation, .fixed, .held])
      #expect(log[1].entry == entry)
      #expect(log[0].obstacle == .unsure && log[4].commit == "c1" && log[5].until == at(12))
      #expect(try store.quarantineLog() == log)

      var changed = entry
      (changed.expires, changed.owner) = (at(40), "@b")
      #expect(try store.quarantine(asOf: at(0)) == [entry])
      #expect(try store.quarantine(asOf: at(1)) == [changed])
      #expect(try store.quarantine(asOf: at(9)) == [])
      let states = try [-2, -1, 0, 9, 10, 11, 12].map {
        try store.quarantineRecords(asOf: at($0)).first?.state
      }
      #expect(
        states == [nil, .candidate, .quarantined, .probation, .fixed, .held, .cleared]
      )
      try store.apply([line(.entered, 20)])
      #expect(try store.quarantine(asOf: at(50)).first?.state == .expired)
    }
  }

  @Test("An earlier version's entries go to their lines, and stay in quarantine")
  func migration() throws {
    try withTemporaryFolder { folder in
      let path = folder.appending(path: "h.sqlite").path(percentEncoded: false)
      let queue = try DatabaseQueue(path: path)
      try HistoryStore.migrator.migrate(queue, upTo: "5-quarantine-updates")
      try queue.write { database in
        for (id, name) in [(1, "a"), (2, "b"), (3, "c")] {
          try database.execute(sql: Self.insertTest, arguments: [id, name])
        }
        try database.execute(
          sql: """
            INSERT INTO quarantine VALUES
              (1, 'flaky', 'policy', 5, 90, '@a', 'u', 0, 0.9, 0.2, 3),
              (2, 'by hand', 'ada', 6, NULL, NULL, NULL, 1, NULL, NULL, NULL);
            INSERT INTO quarantine_event (test_id, at_ms, transition, author, reason) VALUES
              (1, 2, 'entered', 'policy', 'old'), (1, 3, 'released', 'policy', 'clean'),
              (1, 5, 'entered', 'policy', 'flaky'), (3, 5, 'entered', 'policy', 'flaky'),
              (3, 7, 'broken', 'policy', 'fails')
            """
        )
      }
      try queue.close()
      let store = try HistoryStore(writingTo: path)
      let records = try store.quarantineRecords(asOf: Timestamp(milliseconds: 80))
      #expect(records.map(\.state) == [.quarantined, .quarantined, .broken])
      let entry = records[0].entry
      #expect(entry.reason == "flaky" && entry.expires?.milliseconds == 90 && entry.flakes == 3)
      #expect(entry.owner == "@a" && entry.flakeRate == 0.2 && entry.mode == .skip)
      #expect(!entry.isManual && records[1].entry.isManual && records[1].entry.author == "ada")
      #expect(try store.quarantineLog().count == 6)
    }
  }
}
