import GRDB
public import TestModel

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
  // How long does each item take, as other tools knew by then?
  static let imported = """
    SELECT kind, item, duration_us
    FROM timing
    WHERE at_ms <= ?1
    ORDER BY kind, item, repo IS ?2, at_ms, repo
    """
}
