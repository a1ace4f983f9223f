import GRDB
public import TestModel

/// The time that the cases of one file and class took in one job run.
public struct RecordedTiming: Sendable, Hashable {
  /// The row of the job run.
  public var jobRunID: Int64
  /// The file; where the reports name none, the one that the class was found in, else empty.
  public var file: String
  /// The class; empty where the reports name none.
  public var classname: String
  /// The case, where the question was about single ones; empty otherwise.
  public var name: String
  /// The time of all attempts.
  public var duration: Microseconds
}

extension HistoryStore {
  /// The time that each file and class took in some job runs, retries included, skips left out.
  ///
  /// - Parameters:
  ///   - ids: the rows of the job runs.
  ///   - byCase: whether each case stands for itself.
  /// - Throws: `StorageError`.
  public func timings(
    ofJobRuns ids: [Int64],
    byCase: Bool
  ) throws(StorageError) -> [RecordedTiming] {
    try read { database in
      let list = "[" + ids.map(String.init).joined(separator: ",") + "]"
      let sql = byCase ? TimingSQL.byCase : TimingSQL.byFileAndClass
      let rows = try Row.fetchCursor(database, sql: sql, arguments: [list])
      var timings: [RecordedTiming] = []
      while let row = try rows.next() {
        timings.append(
          RecordedTiming(
            jobRunID: row[0],
            file: row[1],
            classname: row[2],
            name: row[3],
            duration: Microseconds(row[4])
          )
        )
      }
      return timings
    }
  }
}

extension HistoryStore {
  /// How long items take by other tools' timings, which are no runs; each item of a kind once.
  ///
  /// - Parameters:
  ///   - moment: what became known later is left out.
  ///   - repo: the repository whose timings are preferred, where several know an item.
  /// - Throws: `StorageError`.
  public func importedTimings(
    until moment: Timestamp,
    preferring repo: String?
  ) throws(StorageError) -> [ReportedTiming] {
    try read { database in
      let rows = try Row.fetchCursor(
        database,
        sql: TimingSQL.imported,
        arguments: [moment.milliseconds, repo]
      )
      var timings: [ReportedTiming] = []
      while let row = try rows.next() {
        guard let kind = ReportedTiming.Kind(rawValue: row[0]) else { continue }
        let timing = ReportedTiming(kind: kind, item: row[1], duration: Microseconds(row[2]))
        // The preferred one of several comes last.
        if let last = timings.last, last.kind == kind, last.item == timing.item {
          timings.removeLast()
        }
        timings.append(timing)
      }
      return timings
    }
  }
}

private enum TimingSQL {
  // A file that was found in the checkout stands where reports name none.
  private static let file =
    "CASE WHEN t.file <> '' THEN t.file ELSE coalesce(t.source_file, '') END"

  // How long did each file and class take in each of these job runs?
  static let byFileAndClass = """
    SELECT r.job_run_id, \(file) AS source, t.classname, '', sum(r.duration_us)
    FROM json_each(?) AS run
    CROSS JOIN result AS r ON r.job_run_id = run.value
    JOIN test AS t ON t.id = r.test_id
    WHERE r.outcome <> 3 AND r.duration_us IS NOT NULL AND t.is_check = 0
    GROUP BY r.job_run_id, source, t.classname
    """

  // How long did each case take in each of these job runs?
  static let byCase = """
    SELECT r.job_run_id, \(file) AS source, t.classname, t.name, sum(r.duration_us)
    FROM json_each(?) AS run
    CROSS JOIN result AS r ON r.job_run_id = run.value
    JOIN test AS t ON t.id = r.test_id
    WHERE r.outcome <> 3 AND r.duration_us IS NOT NULL AND t.is_check = 0
    GROUP BY r.job_run_id, source, t.classname, t.name
    """

  // How long does each item take, as other tools knew by then?
  static let imported = """
    SELECT kind, item, duration_us
    FROM timing
    WHERE at_ms <= ?1
    ORDER BY kind, item, repo IS ?2, at_ms, repo
    """
}
