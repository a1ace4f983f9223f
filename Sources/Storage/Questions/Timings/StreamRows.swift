import GRDB

/// Finds the jobs and variants of which there are job runs.
///
/// It goes from one to the next in the index, so that it does not matter how many job runs each has.
struct StreamRows {
  /// One job of one variant of one repository; empty where there is none.
  struct Stream {
    var repo: String
    var job: String
    var variant: String
  }

  private let database: Database

  init(_ database: Database) { self.database = database }

  /// The jobs and variants of a stream that leaves some of it open.
  func streams(of stream: TimingStream) throws -> [Stream] {
    try repos(as: stream.repo).flatMap { repo in
      try values(of: Column.job, as: stream.job, within: [repo]).flatMap { job in
        try values(of: Column.variant, as: stream.variant, within: [repo, job]).map {
          Stream(repo: repo, job: job, variant: $0)
        }
      }
    }
  }

  /// The repositories.
  ///
  /// - Parameters:
  ///   - named: the only one that is asked for; all where none is named.
  ///   - most: as many are enough.
  func repos(as named: String? = nil, most: Int = .max) throws -> [String] {
    try values(of: "repo", as: named, within: [], most: most)
  }

  private enum Column {
    static let job = "coalesce(job, '')"
    static let variant = "coalesce(variant, '')"
  }

  private func values(
    of column: String,
    as named: String?,
    within: [String],
    most: Int = .max
  ) throws -> [String] {
    if let named { return [named] }
    var values: [String] = []
    while values.count < most {
      let isFirst = values.isEmpty
      let next = try String.fetchOne(
        try database.cachedStatement(sql: next(column, within: within.count, isFirst: isFirst)),
        arguments: StatementArguments(within + [values.last ?? ""])
      )
      guard let next else { break }
      values.append(next)
    }
    return values
  }

  // Which repository, job or variant comes next?
  private func next(_ column: String, within count: Int, isFirst: Bool) -> String {
    let fixed = ["repo", Column.job].prefix(count).map { "\($0) = ? AND " }.joined()
    return """
      SELECT \(column)
      FROM job_run INDEXED BY job_run_of_stream
      WHERE \(fixed)\(column) \(isFirst ? ">=" : ">") ?
      ORDER BY \(column)
      LIMIT 1
      """
  }
}
