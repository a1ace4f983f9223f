import Foundation
import GRDB
import TestModel
import TestSupport

@testable import Storage

/// Small histories of one world that know different parts of it and disagree about some: the same
/// tests under one or several names, runs with other reports, results that differ, other decisions.
struct MergeRandomHistory {
  private static let names = ["a", "b", "c", "d", "e", "f"]
  private static let repo = "acme/shop"

  private var random: SeededRandom
  private let database: Database
  private var tests: [[String]] = []
  /// The rows of the units.
  private var units: [Int64] = []

  /// Writes a history.
  static func write(to path: String, seed: UInt64) throws {
    do { _ = try HistoryStore(writingTo: path) }
    try DatabaseQueue(path: path).write { database in
      var history = MergeRandomHistory(random: SeededRandom(seed: seed), database: database)
      try history.writeTests()
      try history.writeSignatures()
      try history.writeUnits()
      try history.writeRuns()
      try history.writeQuarantine()
      try history.writeTimings()
      try database.execute(sql: countSQL)
    }
  }

  private init(random: SeededRandom, database: Database) {
    self.random = random
    self.database = database
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }
  private mutating func chance(_ percent: Int) -> Bool { number(1...100) <= percent }
  private mutating func maybe(_ texts: [String]) -> String? {
    (texts + [nil]).randomElement(using: &random) ?? nil
  }

  private mutating func writeTests() throws {
    for name in Self.names.shuffled(using: &random) where chance(75) {
      if chance(25), !tests.isEmpty {
        tests[number(0...(tests.count - 1))].append(name)
      } else {
        tests.append([name])
      }
    }
    for (position, names) in tests.enumerated() {
      let shown = names[number(0...(names.count - 1))]
      try database.execute(
        sql: "INSERT INTO test VALUES (?, ?, '', 'k', ?, '', 1, ?, ?, ?, ?, ?)",
        arguments: [
          position + 1, Self.repo, shown, chance(20), number(1...9), Self.hash(shown), chance(20),
          maybe(["src/x", "src/y"]),
        ]
      )
      for name in names {
        try database.execute(
          sql: "INSERT INTO test_identity VALUES (?, 1, ?)",
          arguments: [Self.hash(name), position + 1]
        )
      }
    }
  }

  private static func hash(_ name: String) -> Int64 {
    identityNumber(of: TestID(classname: "k", name: name), repo: repo)
  }

  private mutating func writeSignatures() throws {
    for (text, frames) in [("s", ""), ("s", "f"), ("t", "")].shuffled(using: &random) {
      try database.execute(
        sql: "INSERT INTO failure_signature (text, frames, sample) VALUES (?, ?, ?)",
        arguments: [text, frames, "sample \(number(1...3))"]
      )
    }
  }

  private mutating func writeRuns() throws {
    for run in ["r1", "r2", "r3"] where chance(70) {
      // A sure identity is the digest, whatever the reports are.
      let reports = ["x", "y", "z"].filter { _ in chance(60) }
      try writeRun(digest: run, identity: run, reports: reports)
    }
    // Without a sure identity the reports make the run.
    var reports = ["x", "y", "z"].shuffled(using: &random)
    while let first = reports.popLast() {
      var together = [first]
      while let next = reports.last, chance(50) {
        together.append(next)
        reports.removeLast()
      }
      guard chance(70) else { continue }
      let digest = "unsure " + together.sorted().joined(separator: "+")
      try writeRun(digest: digest, identity: "unsure", reports: together)
    }
  }

  private mutating func writeRun(digest: String, identity: String, reports: [String]) throws {
    try database.execute(
      sql: """
        INSERT INTO job_run (
          digest, repo, branch, status, url, provider, started_at_ms, duration_us, pr, is_complete
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        digest, Self.repo, maybe(["main"]), maybe(["failed", "success"]), maybe(["u", "v"]),
        maybe(["p", "q"]), number(1...3), chance(50) ? number(1...3) : nil, chance(50) ? 7 : nil,
        chance(80),
      ]
    )
    let run = database.lastInsertedRowID
    for report in reports {
      try database.execute(
        sql: "INSERT INTO report VALUES (?, ?, ?, ?, ?, ?, ?)",
        arguments: [
          run, identity, report, "\(maybe(["p"]) ?? "q").xml", "pytest", number(1...3), chance(10),
        ]
      )
    }
    for test in tests.indices where chance(60) {
      for attempt in 1...(chance(25) ? 2 : 1) {
        try writeResult(run: run, test: test + 1, attempt: attempt)
      }
    }
    if chance(70) { try writeOrder(run: run) }
    if chance(80) { try writeRunTimings(run: run) }
  }

  private mutating func writeUnits() throws {
    for name in ["u", "v", "w", "x"].shuffled(using: &random) where chance(75) {
      units.append(Int64(number(1...3)) + (units.last ?? 0))
      try database.execute(
        sql:
          "INSERT INTO timed_unit (id, repo, file, classname, source_file) VALUES (?, ?, ?, 'k', ?)",
        arguments: [units.last, Self.repo, name, maybe(["src/x", "src/y"])]
      )
    }
    for unit in units where chance(40) {
      let other = units[number(0...(units.count - 1))]
      guard other != unit else { continue }
      try database.execute(
        sql: "UPDATE timed_unit SET renamed_to = ?, renamed_at_ms = ? WHERE id = ?",
        arguments: [other, number(1...3), unit]
      )
    }
  }

  private mutating func writeRunTimings(run: Int64) throws {
    var timings: [StoredTiming] = []
    for unit in units where chance(70) {
      timings.append(
        StoredTiming(
          unit: unit,
          cases: Int64(number(1...3)),
          failures: Int64(number(0...2)),
          duration: Int64(number(0...3)),
          hooks: chance(30) ? Int64(number(1...3)) : 0
        )
      )
    }
    try TimingRows(database: database).write(timings, ofJobRun: run)
  }

  /// Of some tests, each by one of its names; few orders, so that runs share them.
  private mutating func writeOrder(run: Int64) throws {
    var told: [(test: Int64, name: String)] = []
    for (position, names) in tests.enumerated() where chance(70) {
      told.append((Int64(position + 1), names[number(0...(names.count - 1))]))
    }
    told.sort { $0.name < $1.name }
    if chance(50) { told.reverse() }
    let identities = told.map { UInt64(bitPattern: Self.hash($0.name)) }
    let rows = OrderRows(database: database)
    let order = try rows.row(
      of: PackedOrder(digest: OrderDigest(identities), tests: PackedOrder.packed(told.map(\.test)))
    )
    try rows.set(order, ofJobRun: run, insteadOf: nil)
  }

  private mutating func writeResult(run: Int64, test: Int, attempt: Int) throws {
    let outcome = number(0...3)
    let isFailure = outcome == 1 || outcome == 2
    try database.execute(
      sql: "INSERT INTO result VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [
        run, test, attempt, outcome, chance(80) ? number(1...2) : nil,
        isFailure && chance(80) ? number(1...3) : nil,
      ]
    )
  }

  private mutating func writeQuarantine() throws {
    let kinds = [
      "entered", "overdue", "released", "broken", "removed", "candidate", "changed", "held",
    ]
    for test in tests.indices {
      var moment = 0
      while chance(60) {
        moment += number(1...2)
        let kind = kinds[number(0...(kinds.count - 1))]
        try database.execute(
          sql: """
            INSERT INTO quarantine_event (
              test_id, at_ms, transition, author, reason, expires_ms, owner, mode, is_manual,
              flake_rate, obstacle, until_ms
            )
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
          arguments: [
            test + 1, moment, kind, maybe(["policy"]) ?? "me", "why \(number(1...2))",
            chance(50) ? number(5...6) : nil, maybe(["o"]), maybe(["skip", "verdict"]), chance(50),
            chance(50) ? 0.5 : nil, maybe(["unsure"]), chance(30) ? number(3...4) : nil,
          ]
        )
        if chance(50) {
          try database.execute(
            sql: "INSERT OR IGNORE INTO quarantine_update (at_ms) VALUES (?)",
            arguments: [moment]
          )
        }
      }
    }
  }

  private mutating func writeTimings() throws {
    for item in ["one", "two"] where chance(60) {
      try database.execute(
        sql: "INSERT INTO timing VALUES (?, 'filename', ?, ?, ?)",
        arguments: [Self.repo, item, number(1...3), number(1...2)]
      )
    }
  }

  private static let countSQL = """
    UPDATE job_run AS run
    SET (cases, passed, failed, errored, skipped, retried, checks) = (
      SELECT count(*) FILTER (WHERE NOT is_check),
        count(*) FILTER (WHERE NOT is_check AND outcome = 0),
        count(*) FILTER (WHERE NOT is_check AND outcome = 1),
        count(*) FILTER (WHERE NOT is_check AND outcome = 2),
        count(*) FILTER (WHERE NOT is_check AND outcome = 3),
        count(*) FILTER (WHERE NOT is_check AND last > 1), count(*) FILTER (WHERE is_check)
      FROM (
        SELECT max(r.attempt) AS last, r.outcome, t.is_check
        FROM result AS r
        JOIN test AS t ON t.id = r.test_id
        WHERE r.job_run_id = run.id
        GROUP BY r.test_id
      )
    )
    """
}
