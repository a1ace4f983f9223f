/// Writes results, many with one statement: the statement costs more than a row.
struct ResultRows {
  /// The rows that one statement inserts.
  static let atOnce = 32

  private let statements: RunStatements
  private let jobRun: Int64

  init(_ statements: RunStatements, jobRun: Int64) {
    self.statements = statements
    self.jobRun = jobRun
  }

  /// Inserts results that the job run does not have.
  func insert(_ results: [PendingResult]) throws {
    var position = 0
    while position + ResultRows.atOnce <= results.count {
      statements.insertResults.bind(jobRun, at: 1)
      for row in 0..<ResultRows.atOnce {
        bind(results[position + row], to: statements.insertResults, row: Int32(row))
      }
      try statements.insertResults.run()
      position += ResultRows.atOnce
    }
    for result in results[position...] {
      statements.insertResult.bind(jobRun, at: 1)
      bind(result, to: statements.insertResult, row: 0)
      try statements.insertResult.run()
    }
  }

  private func bind(_ result: PendingResult, to statement: RawStatement, row: Int32) {
    let first = 2 + row * 5
    statement.bind(result.test, at: first)
    statement.bind(Int64(result.attempt), at: first + 1)
    statement.bind(Int64(result.outcome), at: first + 2)
    if result.duration < 0 {
      statement.bindNull(at: first + 3)
    } else {
      statement.bind(result.duration, at: first + 3)
    }
    if result.signature == 0 {
      statement.bindNull(at: first + 4)
    } else {
      statement.bind(result.signature, at: first + 4)
    }
  }
}
