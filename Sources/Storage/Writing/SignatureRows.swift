import GRDB
import TestModel

/// Finds the rows of failure signatures, and makes those that are missing.
final class SignatureRows {
  private struct Key: Hashable {
    var text: String
    var frames: String
  }

  /// The signatures that are kept in memory at most.
  private static let most = 10_000

  private let database: Database
  private let statements: RunStatements
  private let signature: (Attempt) -> FailureSignature?
  private var rows: [Key: Int64] = [:]

  init(
    _ database: Database,
    _ statements: RunStatements,
    signature: @escaping (Attempt) -> FailureSignature?
  ) {
    self.database = database
    self.statements = statements
    self.signature = signature
  }

  /// The row of a failed attempt's signature; 0 where the report says nothing of the failure.
  func row(for attempt: Attempt) throws -> Int64 {
    guard attempt.outcome.isFailure, let signature = signature(attempt) else { return 0 }
    let key = Key(text: signature.text, frames: signature.frames)
    if let row = rows[key] { return row }
    let row = try find(signature) ?? insert(signature)
    if rows.count < SignatureRows.most { rows[key] = row }
    return row
  }

  /// Forgets all, because a part of the transaction was taken back.
  func forget() { rows = [:] }

  private func find(_ signature: FailureSignature) throws -> Int64? {
    try Int64.fetchOne(
      statements.findSignature,
      arguments: [signature.text, signature.frames]
    )
  }

  private func insert(_ signature: FailureSignature) throws -> Int64 {
    try statements.insertSignature.execute(arguments: [
      signature.text, signature.frames, signature.sample,
    ])
    return database.lastInsertedRowID
  }
}
