import GRDB

/// One step of how SQLite answers a question.
public struct QueryPlanStep: Sendable, Hashable {
  /// The question.
  public var sql: String
  /// The step in SQLite's words.
  public var detail: String
}

extension HistoryStore {
  /// The plans of all questions that `body` asks, for tests against accidental full scans.
  ///
  /// - Throws: `StorageError`; what `body` throws.
  public func plans(of body: (HistoryStore) throws -> Void) throws -> [QueryPlanStep] {
    let recorder = StatementRecorder()
    try read { database in
      database.trace { event in
        if case .statement(let statement) = event { recorder.add(statement.sql) }
      }
    }
    defer { try? read { $0.trace(options: []) } }
    try body(self)
    return try read { database in
      database.trace(options: [])
      return try recorder.statements.filter { $0.hasPrefix("SELECT") }.flatMap { sql in
        let plan = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
        // The values do not matter: the plan is made before they are known.
        plan.setUncheckedArguments([])
        return try Row.fetchAll(plan).map { QueryPlanStep(sql: sql, detail: $0[3]) }
      }
    }
  }
}

/// Collects the statements that a connection runs; a class, because the trace calls it back.
///
/// It is used within the connection's own queue only.
private final class StatementRecorder {
  private(set) var statements: [String] = []

  func add(_ sql: String) { statements.append(sql) }
}
