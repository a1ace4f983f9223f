import GRDB
import TestModel

/// The cases that were reported under the names of some tests: without them nobody can tell in which
/// runs a name meant one case and in which it meant several.
struct Namesakes {
  /// By test, the tests that were called so, with itself.
  private var byTest: [Int64: [Int64]] = [:]

  /// Asks for the cases under the names of some tests.
  init(of tests: [RecordedTest], _ database: Database) throws {
    guard !tests.isEmpty else { return }
    let ids = "[" + tests.map { String($0.id) }.joined(separator: ",") + "]"
    let rows = try Row.fetchCursor(database, sql: NamesakeSQL.namesakes, arguments: [ids])
    while let row = try rows.next() { byTest[row[0], default: [row[0]]].append(row[1]) }
  }

  /// All tests that share a name with another one.
  var all: [Int64] { Set(byTest.values.joined()).sorted() }

  /// Some tests with their namesakes, by row.
  ///
  /// - Parameter tests: the tests, by row.
  func joined(to tests: [Int64]) -> [Int64] {
    guard !byTest.isEmpty, tests.contains(where: { byTest[$0] != nil }) else { return tests }
    return Set(tests).union(tests.flatMap { byTest[$0] ?? [] }).sorted()
  }
}

private enum NamesakeSQL {
  // Which tests have the same name as one of these?
  static let namesakes = """
    SELECT c.id, i.test_id
    FROM json_each(?) AS candidate
    CROSS JOIN test AS c ON c.id = candidate.value
    CROSS JOIN test_identity AS i ON i.identity_hash = c.identity_hash
    WHERE i.test_id <> c.id
    """
}
