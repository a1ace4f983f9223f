import GRDB
import TestModel

/// Finds the streams of which nothing is kept, and keeps something of them, within a transaction.
struct EstimateRows {
  /// The jobs and variants that are kept together at most.
  private static let mostTogether = 8

  private let database: Database

  init(_ database: Database) { self.database = database }

  /// The streams of which nothing is kept, narrow ones before those that they are part of.
  func missingStreams() throws -> [TimingStream] {
    var singles: [TimingStream] = []
    var parts: [TimingStream: Int] = [:]
    var wide: [TimingStream] = []
    for single in try StreamRows(database).streams(of: TimingStream()) {
      let single = TimingStream(single)
      singles.append(single)
      for stream in single.wider {
        if parts[stream] == nil { wide.append(stream) }
        parts[stream, default: 0] += 1
      }
    }
    let few = wide.filter { parts[$0, default: 0] <= EstimateRows.mostTogether }
    return try (singles + few.filter { $0.job != nil } + few.filter { $0.job == nil })
      .filter { try row(of: $0) == nil }
  }

  /// Keeps a stream, unless another writer just did.
  func keep(
    _ stream: TimingStream,
    _ packed: (SuiteTimings) -> [ReportedTiming.Kind: [UInt8]]
  ) throws {
    let parts = try StreamRows(database).streams(of: stream)
    guard !parts.isEmpty, parts.count <= EstimateRows.mostTogether,
      try row(of: stream) == nil
    else { return }
    if try keepAsNarrower(stream, parts) { return }
    let suites = try SuiteRunRows(database: database, before: .max)
      .lastRuns(of: stream, count: TimingStream.lastRuns)
    let renames = try UnitRenames(database, before: Timestamp(milliseconds: .max))
    let starts = suites.flatMap { $0.jobRuns.map(\.startedAt.milliseconds) }
    let timings = try SuiteTimings(
      ofUnitsIn: suites,
      repo: stream.repo,
      renames: renames,
      database
    )
    let until = (starts + [renames.last].compactMap { $0 }).max() ?? .min
    for (kind, data) in packed(timings).sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      try insert(stream, kind, until: until, data)
    }
  }

  /// Keeps a stream that has the runs of a narrower one as that.
  ///
  /// - Returns: whether there is such a one.
  private func keepAsNarrower(_ stream: TimingStream, _ parts: [StreamRows.Stream]) throws -> Bool {
    guard let first = parts.first else { return false }
    let single = TimingStream(first)
    let narrower = ([single] + single.wider).prefix { $0 != stream }
    for candidate in narrower {
      guard try StreamRows(database).streams(of: candidate).count == parts.count,
        try row(of: candidate) != nil
      else { continue }
      let insert = try database.cachedStatement(sql: SQL.insertSame)
      try insert.execute(
        arguments: [
          stream.repo, stream.job, stream.variant, candidate.repo, candidate.job,
          candidate.variant,
        ]
      )
      return true
    }
    return false
  }

  private func row(of stream: TimingStream) throws -> Int64? {
    let find = try database.cachedStatement(sql: SQL.any)
    return try Int64.fetchOne(find, arguments: [stream.repo, stream.job, stream.variant])
  }

  private func insert(
    _ stream: TimingStream,
    _ kind: ReportedTiming.Kind,
    until: Int64,
    _ data: [UInt8]
  ) throws {
    let insert = try RawStatement(database, SQL.insert)
    insert.bind(copying: stream.repo, at: 1)
    insert.bind(copying: stream.job, at: 2)
    insert.bind(copying: stream.variant, at: 3)
    insert.bind(copying: kind.rawValue, at: 4)
    insert.bind(until, at: 5)
    try data.withUnsafeBytes {
      insert.bind(blob: $0, at: 6)
      try insert.run()
    }
  }

  private enum SQL {
    // Is anything kept of this stream?
    static let any = """
      SELECT id
      FROM suite_estimate
      WHERE repo = ? AND job IS ? AND variant IS ?
      LIMIT 1
      """

    static let insert = """
      INSERT INTO suite_estimate (repo, job, variant, kind, until_ms, data)
      VALUES (?, ?, ?, ?, ?, ?)
      """

    static let insertSame = """
      INSERT INTO suite_estimate (repo, job, variant, kind, until_ms, same_as)
      SELECT ?1, ?2, ?3, kind, until_ms, coalesce(same_as, id)
      FROM suite_estimate
      WHERE repo = ?4 AND job IS ?5 AND variant IS ?6
      """
  }
}

extension TimingStream {
  /// All job runs of one job and variant.
  fileprivate init(_ single: StreamRows.Stream) {
    self.init(repo: single.repo, job: single.job, variant: single.variant)
  }

  /// The job with all its variants, and the repository with all its jobs.
  fileprivate var wider: [TimingStream] {
    [TimingStream(repo: repo, job: job), TimingStream(repo: repo)]
  }
}
