import GRDB
public import TestModel

extension HistoryStore {
  /// The tests that failed at least once in some job runs, with the runs in which they did; findings
  /// of linters are no tests.
  ///
  /// The cost follows what failed: of what passed nothing is read.
  ///
  /// - Parameters:
  ///   - jobRuns: the job runs, in the order in which the timelines name them.
  ///   - repo: the repository whose tests are counted; all when none is named.
  ///   - others: rows of tests that are named although they may not have failed.
  /// - Throws: `StorageError`.
  public func failureTimelines(
    in jobRuns: [RecordedJobRun],
    repo: String? = nil,
    including others: [Int64] = []
  ) throws(StorageError) -> FailureTimelines {
    try read { database in
      let failing = try FailingTests(in: jobRuns, database)
      var wanted = failing.tests
      for test in others { wanted.insert(test) }
      var census = try TestCensus(of: wanted, repo: repo, database)
      var rows = try rows(of: failing, in: jobRuns, &census, database)
      let signatures = SignatureList(try signatures(rows.signatures, database))
      return FailureTimelines(
        timelines: zip(census.tests, rows.take(signatures)).map {
          TestTimeline(test: $0, runs: $1, hasPasses: false)
        },
        signatures: signatures,
        testCount: census.count,
        testsByPlace: census.byPlace,
        lastTest: census.last
      )
    }
  }

  /// The tests that failed in job runs that came since some failures were read, with these runs of
  /// theirs.
  ///
  /// The cost follows what failed in these job runs, and the tests that are new.
  ///
  /// - Parameters:
  ///   - jobRuns: the job runs, in the order in which the timelines name them.
  ///   - known: the failures that were read before, whose signatures and numbers of tests are brought
  ///     up to date; their timelines stay as they are.
  ///   - repo: the repository whose tests are counted, as before.
  /// - Throws: `StorageError`.
  public func addedFailures(
    in jobRuns: [RecordedJobRun],
    to known: inout FailureTimelines,
    repo: String? = nil
  ) throws(StorageError) -> [TestTimeline] {
    var failures = known
    // Nobody is to copy them.
    failures.timelines = []
    let timelines = try read { database in
      let failing = try FailingTests(in: jobRuns, database)
      var census = try TestCensus(of: TestSet(), repo: repo, after: failures.lastTest, database)
      try census.add(Set(failing.byRun.joined()).sorted(), database)
      var rows = try rows(of: failing, in: jobRuns, &census, database)
      failures.add(census)
      let new = rows.signatures.filter { failures.signatures.position(of: $0) < 0 }
      for signature in try signatures(new, database) { failures.signatures.add(signature) }
      return zip(census.tests, rows.take(failures.signatures)).map {
        TestTimeline(test: $0, runs: $1, hasPasses: false)
      }
    }
    failures.timelines = known.timelines
    known = failures
    return timelines
  }

  /// Reads what the tests that failed in some job runs did there, with their namesakes.
  private func rows(
    of failing: FailingTests,
    in jobRuns: [RecordedJobRun],
    _ census: inout TestCensus,
    _ database: Database
  ) throws -> TimelineRows {
    let namesakes = try Namesakes(of: census.tests.filter(\.isAmbiguous), database)
    try census.add(namesakes.all, database)
    let reading = try TimelineReading(database)
    var rows = TimelineRows(tests: census.tests.count)
    let positions = Dictionary(uniqueKeysWithValues: zip(census.tests.map(\.id), 0...))
    for (run, failed) in failing.byRun.enumerated() {
      let tests = namesakes.joined(to: failed).compactMap { test in
        positions[test].map { WantedTest(id: test, position: $0) }
      }
      try reading.read(jobRuns[run], at: run, tests: tests, into: &rows)
    }
    return rows
  }

  /// All that some tests did in some job runs, passes and skips included.
  ///
  /// - Parameters:
  ///   - tests: the tests, in any order.
  ///   - jobRuns: the job runs, in the order in which the timelines name them.
  ///   - signatures: the signatures of the tests' failures; those that it does not have are added.
  /// - Returns: a timeline a test, in the order of the tests.
  /// - Throws: `StorageError`.
  public func timelines(
    of tests: [RecordedTest],
    in jobRuns: [RecordedJobRun],
    signatures: inout SignatureList
  ) throws(StorageError) -> [TestTimeline] {
    var list = signatures
    let timelines = try read { database in
      var timelines = tests.map { TestTimeline(test: $0, runs: []) }
      let inOrder = tests.indices.sorted { tests[$0].id < tests[$1].id }
      let reading = try TimelineReading(database)
      var rows = TimelineRows(tests: min(tests.count, Self.testsAtOnce))
      for start in stride(from: 0, to: tests.count, by: Self.testsAtOnce) {
        let block = inOrder[start..<min(start + Self.testsAtOnce, tests.count)]
        let wanted = block.enumerated().map { WantedTest(id: tests[$1].id, position: $0) }
        for (run, jobRun) in jobRuns.enumerated() {
          try reading.read(jobRun, at: run, tests: wanted, into: &rows)
        }
        // A report that came in since the failures were read may have brought some.
        let new = rows.signatures.filter { list.position(of: $0) < 0 }
        for signature in try self.signatures(new, database) { list.add(signature) }
        for (position, runs) in zip(block, rows.take(list)) { timelines[position].runs = runs }
      }
      return timelines
    }
    signatures = list
    return timelines
  }

  /// The tests that are read together: what is gathered of them stays in the processor's cache.
  private static var testsAtOnce: Int { 256 }

  private func signatures(
    _ ids: [Int64],
    _ database: Database
  ) throws -> [(id: Int64, text: String)] {
    let statement = try RawStatement(database, SignatureSQL.text)
    var found: [(id: Int64, text: String)] = []
    for id in ids {
      statement.bind(id, at: 1)
      try statement.forEachRow { found.append((id, statement.text(0))) }
    }
    return found
  }
}

private enum SignatureSQL {
  // What is the text of this signature?
  static let text = """
    SELECT text
    FROM failure_signature
    WHERE id = ?
    """
}
