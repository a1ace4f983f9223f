import GRDB
import TestModel

/// Finds the rows of tests, and makes those that are missing.
///
/// A class, because it lives as long as a job run's transaction and the parser writes through it.
final class TestRows {
  private let database: Database
  private let statements: RunStatements
  private let index: TestIndex
  private let repo: [UInt8]
  private let sourceFile: SourceFileFinder?
  /// When the tests that are made were first seen.
  var firstSeen: Timestamp

  init(
    _ database: Database,
    _ statements: RunStatements,
    index: TestIndex,
    repo: String,
    firstSeen: Timestamp,
    sourceFile: SourceFileFinder?
  ) {
    self.database = database
    self.statements = statements
    self.index = index
    self.repo = Array(repo.utf8)
    self.firstSeen = firstSeen
    self.sourceFile = sourceFile
  }

  /// The row of a case of a batch.
  func row(_ position: Int, of batch: CaseBatch) throws -> Int64 {
    let hash = Int64(bitPattern: batch.identityHash(at: position))
    let ordinal = batch.ordinal(at: position)
    if let row = try find(hash, ordinal: ordinal) { return row }
    return try insert(position, of: batch, hash: hash, ordinal: ordinal)
  }

  /// The row of the test with an identity.
  func find(_ hash: Int64, ordinal: Int = 1) throws -> Int64? {
    if ordinal == 1 { return try index.test(hash, statements.findTest, in: database) }
    statements.findTest.bind(hash, at: 1)
    statements.findTest.bind(Int64(ordinal), at: 2)
    return try statements.findTest.run()
  }

  /// The row of a further case of the same name as a test.
  func namesake(of test: Int64, hash: Int64, ordinal: Int) throws -> Int64 {
    if let row = try find(hash, ordinal: ordinal) { return row }
    let row = index.nextTest()
    try statements.copyTest.execute(arguments: [row, ordinal, test])
    try insertIdentity(hash, ordinal: ordinal, test: row)
    return row
  }

  private func insert(
    _ position: Int,
    of batch: CaseBatch,
    hash: Int64,
    ordinal: Int
  ) throws -> Int64 {
    let row = index.nextTest()
    let insert = statements.insertTest
    try batch.withIdentity(at: position) { suite, classname, file, name in
      try repo.withUnsafeBufferPointer { repo in
        insert.bind(row, at: 1)
        insert.bind(repo, at: 2)
        insert.bind(suite, at: 3)
        insert.bind(classname, at: 4)
        insert.bind(name, at: 5)
        insert.bind(file, at: 6)
        insert.bind(Int64(ordinal), at: 7)
        insert.bind(firstSeen.milliseconds, at: 8)
        insert.bind(hash, at: 9)
        insert.bind(batch.areChecks ? 1 : 0, at: 10)
        insert.bindNull(at: 11)
        guard file.isEmpty, let source = sourceFile?(classname) else {
          try insert.run()
          return
        }
        try Array(source.utf8).withUnsafeBufferPointer {
          insert.bind($0, at: 11)
          try insert.run()
        }
      }
    }
    try insertIdentity(hash, ordinal: ordinal, test: row)
    return row
  }

  private func insertIdentity(_ hash: Int64, ordinal: Int, test: Int64) throws {
    statements.insertIdentity.bind(hash, at: 1)
    statements.insertIdentity.bind(Int64(ordinal), at: 2)
    statements.insertIdentity.bind(test, at: 3)
    try statements.insertIdentity.run()
    if ordinal == 1 { index.add(hash, test: test) }
  }
}

/// Finds the file of a class, given in UTF-8; none where no single file matches.
public typealias SourceFileFinder = (UnsafeBufferPointer<UInt8>) -> String?
