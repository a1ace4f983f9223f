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
      let namesakes = try Namesakes(of: census.tests.filter(\.isAmbiguous), database)
      try census.add(namesakes.all, database)
      let reading = try TimelineReading(census.tests.map(\.id), database)
      var found = TimelineRows(tests: census.tests.count)
      for (run, tests) in failing.byRun.enumerated() {
        try reading.read(jobRuns[run], at: run, tests: namesakes.joined(to: tests), into: &found)
      }
      let signatures = SignatureList(try signatures(found.signatures, database))
      return FailureTimelines(
        timelines: found.timelines(of: census.tests, signatures, hasPasses: false),
        signatures: signatures,
        testCount: census.count,
        testsByPlace: census.byPlace
      )
    }
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
      let ids = tests.map(\.id)
      let reading = try TimelineReading(ids, database)
      let inOrder = ids.sorted()
      var found = TimelineRows(tests: tests.count)
      for (run, jobRun) in jobRuns.enumerated() {
        try reading.read(jobRun, at: run, tests: inOrder, into: &found)
      }
      // A report that came in since the failures were read may have brought some.
      let new = found.signatures.filter { list.position(of: $0) < 0 }
      for signature in try self.signatures(new, database) { list.add(signature) }
      return found.timelines(of: tests, list, hasPasses: true)
    }
    signatures = list
    return timelines
  }

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
