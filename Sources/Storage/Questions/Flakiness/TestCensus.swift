import GRDB
import TestModel

/// How many tests there are, and what some of them are called, in one pass over the tests.
struct TestCensus {
  /// The tests that were asked for, by row; findings of linters are none.
  private(set) var tests: [RecordedTest] = []
  /// How many tests there are.
  private(set) var count = 0
  /// How many tests there are in each place.
  private(set) var byPlace: [String: Int] = [:]
  /// The last row that was counted; 0 for none.
  private(set) var last: Int64 = 0

  /// Counts the tests of a repository, or of all, and keeps those that are wanted.
  ///
  /// - Parameter known: the row after which it begins to count.
  init(of wanted: TestSet, repo: String?, after known: Int64 = 0, _ database: Database) throws {
    let rows = try RawStatement(database, CensusSQL.all)
    if let repo {
      rows.bind(copying: repo, at: 1)
    } else {
      rows.bindNull(at: 1)
    }
    rows.bind(known, at: 2)
    last = known
    // Tests of one place mostly stand together.
    var place: String?
    var here = 0
    try rows.forEachRow {
      let next: String?
      if wanted.contains(rows.integer(0)) {
        let test = recordedTest(rows)
        tests.append(test)
        next = test.testID.place
      } else {
        next =
          TestID(suite: rows.text(2), classname: rows.text(3), name: "", file: rows.text(5)).place
      }
      count += 1
      last = rows.integer(0)
      if next != place {
        if let place { byPlace[place, default: 0] += here }
        (place, here) = (next, 0)
      }
      here += 1
    }
    if let place { byPlace[place, default: 0] += here }
  }

  /// Adds tests that turn out to be wanted, too.
  mutating func add(_ more: [Int64], _ database: Database) throws {
    guard !more.isEmpty else { return }
    let known = Set(tests.map(\.id))
    let row = try RawStatement(database, CensusSQL.one)
    for id in more where !known.contains(id) {
      row.bind(id, at: 1)
      try row.forEachRow { tests.append(recordedTest(row)) }
    }
    tests.sort { $0.id < $1.id }
  }
}

private func recordedTest(_ row: RawStatement) -> RecordedTest {
  RecordedTest(
    id: row.integer(0),
    repo: row.text(1),
    testID: TestID(
      suite: row.text(2),
      classname: row.text(3),
      name: row.text(4),
      file: row.text(5),
      ordinal: Int(row.integer(6))
    ),
    isAmbiguous: row.integer(7) != 0,
    firstSeen: Timestamp(milliseconds: row.integer(8))
  )
}

private enum CensusSQL {
  private static let columns =
    "id, repo, suite, classname, name, file, ordinal, is_ambiguous, first_seen_ms"

  // Which tests are there after this one?
  static let all = """
    SELECT \(columns)
    FROM test
    WHERE id > ?2 AND is_check = 0 AND (?1 IS NULL OR repo = ?1)
    ORDER BY id
    """

  // What is this test called?
  static let one = """
    SELECT \(columns)
    FROM test
    WHERE is_check = 0 AND id = ?
    """
}
