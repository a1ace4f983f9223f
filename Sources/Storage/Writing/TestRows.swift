import GRDB
import TestModel

/// Finds the rows of tests, and makes those that are missing.
///
/// A class, because it lives as long as a job run's transaction and the parser writes through it.
final class TestRows {
  private struct Identity {
    var hash: Int64
    var ordinal: Int
    var test: Int64
  }

  /// The identities that may wait: 3 MB of them.
  private static let mostIdentities = 131_072

  private let database: Database
  private let statements: RunStatements
  private let index: TestIndex
  private let repo: [UInt8]
  private let sourceFile: SourceFileFinder?
  private var identities: [Identity] = []
  /// The first of those that wait, which are not of the report that is written.
  private var settled = 0
  /// Those that were settled and were written with some of the report's.
  private var writtenWithReport: [Identity] = []
  /// The test that was made last in a class whose file was looked for and found, and that file.
  private var lastFound: (test: Int64, file: String) = (0, "")
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

  /// Prepares for the cases of a batch.
  func prepare(for batch: CaseBatch) { index.prefetch(batch) }

  /// The row of a case of a batch.
  func row(_ position: Int, of batch: CaseBatch) throws -> Int64 {
    let hash = Int64(bitPattern: batch.identityHash(at: position))
    let ordinal = batch.ordinal(at: position)
    if let row = try find(hash, ordinal: ordinal) { return row }
    return try insert(position, of: batch, hash: hash, ordinal: ordinal)
  }

  /// The row of the test with an identity.
  func find(_ hash: Int64, ordinal: Int = 1) throws -> Int64? {
    if ordinal == 1 {
      if let known = index.known(hash) { return known.isNone ? nil : known.test }
      return try index.test(hash, statements.findTest, in: database)
    }
    try writeIdentities()
    statements.findTest.bind(hash, at: 1)
    statements.findTest.bind(Int64(ordinal), at: 2)
    return try statements.findTest.run()
  }

  /// The file that the class of a test was found in, where the test was made just now.
  func sourceFile(ofNew test: Int64) -> String? { lastFound.test == test ? lastFound.file : nil }

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
        lastFound = (row, source)
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
    if ordinal == 1, index.isFull {
      try writeIdentities()
      index.giveUpOnCompleteness()
    }
    identities.append(Identity(hash: hash, ordinal: ordinal, test: test))
    if ordinal == 1 { index.add(hash, test: test) }
    if identities.count >= TestRows.mostIdentities { try writeIdentities() }
  }

  /// Writes the identities that wait, in the order of the table: its pages fill one after the other.
  func writeIdentities() throws {
    guard !identities.isEmpty else { return }
    if settled > 0 { writtenWithReport += identities[..<settled] }
    settled = 0
    identities.sort { ($0.hash, $0.ordinal) < ($1.hash, $1.ordinal) }
    for identity in identities {
      statements.insertIdentity.bind(identity.hash, at: 1)
      statements.insertIdentity.bind(Int64(identity.ordinal), at: 2)
      statements.insertIdentity.bind(identity.test, at: 3)
      try statements.insertIdentity.run()
    }
    identities.removeAll(keepingCapacity: true)
  }

  /// Begins a report: what waits now stays when the report is taken back.
  func beginReport() throws {
    settled = 0
    if identities.count > TestRows.mostIdentities / 2 { try writeIdentities() }
    writtenWithReport = []
    settled = identities.count
  }

  /// Takes the identities of the report back that was begun last.
  func takeBackReport() throws {
    identities = writtenWithReport + identities[..<settled]
    settled = 0
    // The table of the index is gone, so that the database has to know them.
    try writeIdentities()
  }
}

/// Finds the file of a class, given in UTF-8; none where no single file matches.
public typealias SourceFileFinder = (UnsafeBufferPointer<UInt8>) -> String?
