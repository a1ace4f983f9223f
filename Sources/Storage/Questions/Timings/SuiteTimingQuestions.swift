import GRDB
public import TestModel

extension HistoryStore {
  /// The jobs and variants of which there are job runs, by name; each has its own runs.
  ///
  /// - Parameter stream: those that are asked for.
  /// - Throws: `StorageError`.
  public func timedStreams(of stream: TimingStream) throws(StorageError) -> [TimingStream] {
    try read { database in
      try StreamRows(database).streams(of: stream).map {
        TimingStream(repo: $0.repo, job: $0.job, variant: $0.variant)
      }
    }
  }

  /// How long the units of a suite took in its last runs.
  ///
  /// A run of a suite is the job runs of one repository, job, variant, pipeline and attempt; without a
  /// pipeline each job run is one. Job runs whose reports break off, that were canceled, or that have
  /// no cases are left out. Reruns are runs of their own. What was renamed has its earlier timings
  /// under its name of now, where the rename was known then.
  ///
  /// The answer is the same in every history that holds the same runs, but for the rows' numbers.
  ///
  /// - Parameters:
  ///   - stream: whose runs; each job and variant that it matches has its own last runs.
  ///   - before: what began then or later is left out.
  ///   - since: runs that began earlier are left out; none where there is no such limit.
  ///   - runs: how many runs of each job and variant.
  ///   - byCase: whether each case is a unit of its own; read from the results, without the time that
  ///     only its suite counts.
  ///   - withUnitsOfJobRuns: whether to tell which units each node ran.
  ///   - isWanted: which of these runs are read.
  /// - Throws: `StorageError`.
  public func suiteTimings(
    of stream: TimingStream,
    before: Timestamp,
    since: Timestamp? = nil,
    runs: Int = TimingStream.lastRuns,
    byCase: Bool = false,
    withUnitsOfJobRuns: Bool = false,
    where isWanted: (SuiteRun) -> Bool = { _ in true }
  ) throws(StorageError) -> SuiteTimings {
    try read { database in
      let suites = try SuiteRunRows(
        database: database,
        before: before.milliseconds,
        since: since?.milliseconds ?? .min
      )
      .lastRuns(of: stream, count: runs)
      .filter(isWanted)
      if byCase {
        var table = TimingTable(runs: suites)
        try table.readCases(database)
        let names = try TestNameRows(database).names(of: table.used)
        return table.timings(names, withUnitsOfJobRuns: withUnitsOfJobRuns)
      }
      return try SuiteTimings(
        ofUnitsIn: suites,
        repo: stream.repo,
        renames: UnitRenames(database, before: before),
        withUnitsOfJobRuns: withUnitsOfJobRuns,
        database
      )
    }
  }
}

extension SuiteTimings {
  /// Reads the timings of the files and classes of runs.
  ///
  /// - Parameters:
  ///   - suites: the runs, the latest first.
  ///   - repo: the repository; none where the runs are of several.
  init(
    ofUnitsIn suites: [SuiteRun],
    repo: String?,
    renames: UnitRenames,
    withUnitsOfJobRuns: Bool = false,
    _ database: Database
  ) throws {
    var table = TimingTable(runs: suites, renames: renames)
    let others = try table.readUnits(database)
    let names = try UnitNameRows(database).names(of: table.used, repo: repo, others: others)
    self = table.timings(names, withUnitsOfJobRuns: withUnitsOfJobRuns)
  }
}
