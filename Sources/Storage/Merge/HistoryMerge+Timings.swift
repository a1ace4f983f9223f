import GRDB

extension HistoryMerge {
  /// Finds each unit of the other history by its name, and makes those that are missing.
  func mergeUnits() throws {
    let last = try Int64.fetchOne(database, sql: SQL.lastUnit) ?? 0
    try database.execute(
      sql: SQL.insertUnits,
      arguments: [last, PackedTimings.highestUnit - last]
    )
    try database.execute(sql: SQL.mapUnits)
    try database.execute(sql: SQL.fillSourceFiles)
    try database.execute(sql: SQL.renameUnits)
  }

  /// Folds the timings of the job runs in; it is told before which of them are one.
  func mergeTimings() throws {
    try uniteTimings()
    let units = try RowMap(database, sql: SQL.unitMap)
    let others = try RawStatement(database, SQL.otherTimings)
    try others.forEachRow {
      guard let timings = others.withBytes(1, { PackedTimings.unpacked($0) }) else { return }
      let mapped = timings.compactMap { timing in
        var mapped = timing
        guard let unit = units[timing.unit] else { return nil as StoredTiming? }
        mapped.unit = unit
        return mapped
      }
      try fold(mapped, intoJobRun: others.integer(0))
    }
  }

  /// Folds the timings of job runs that are no more into those of the one that is kept.
  private func uniteTimings() throws {
    let rows = TimingRows(database: database)
    for row in try Row.fetchAll(database, sql: SQL.unitedRuns) {
      let (old, kept) = (row[0] as Int64, row[1] as Int64)
      if let timings = try rows.stored(ofJobRun: old) { try fold(timings, intoJobRun: kept) }
      try database.execute(sql: SQL.deleteTimings, arguments: [old])
    }
  }

  /// Of each number of a unit the larger one stands: where both sides read the same reports they are
  /// the same, and where they read others the units are others, mostly.
  private func fold(_ timings: [StoredTiming], intoJobRun jobRun: Int64) throws {
    let rows = TimingRows(database: database)
    let known = try rows.stored(ofJobRun: jobRun)
    var folded: [Int64: StoredTiming] = [:]
    for timing in (known ?? []) + timings {
      folded[timing.unit] = folded[timing.unit]?.joined(with: timing) ?? timing
    }
    let sorted = folded.values.sorted { $0.unit < $1.unit }
    if sorted != known { try rows.write(sorted, ofJobRun: jobRun) }
  }

  private enum SQL {
    // Which unit was made last?
    static let lastUnit = """
      SELECT max(id)
      FROM main.timed_unit
      """

    // Which units of the other history are not here? They get the next numbers, in their order.
    static let insertUnits = """
      INSERT INTO main.timed_unit (id, repo, file, classname, source_file)
      SELECT ?1 + row_number() OVER (ORDER BY o.repo, o.file, o.classname), o.repo, o.file,
        o.classname, o.source_file
      FROM other.timed_unit AS o
      WHERE NOT EXISTS (
        SELECT 1
        FROM main.timed_unit AS h
        WHERE h.repo = o.repo AND h.file = o.file AND h.classname = o.classname
      )
      ORDER BY o.repo, o.file, o.classname
      LIMIT ?2
      """

    static let mapUnits = """
      INSERT INTO temp.merge_unit (other, here)
      SELECT o.id, h.id
      FROM other.timed_unit AS o
      CROSS JOIN main.timed_unit AS h
        ON h.repo = o.repo AND h.file = o.file AND h.classname = o.classname
      """

    static let fillSourceFiles = """
      UPDATE main.timed_unit AS h
      SET source_file = o.source_file
      FROM temp.merge_unit AS m
      CROSS JOIN other.timed_unit AS o ON o.id = m.other
      WHERE h.id = m.here AND o.source_file IS NOT NULL
        AND (h.source_file IS NULL OR o.source_file < h.source_file)
      """

    // The latest rename of a unit stands, and of two at the same moment that to the larger name.
    static let renameUnits = """
      UPDATE main.timed_unit AS h
      SET renamed_to = told.here, renamed_at_ms = told.moment
      FROM (
        SELECT m.here AS unit, n.here, o.renamed_at_ms AS moment, t.repo, t.file, t.classname
        FROM other.timed_unit AS o
        CROSS JOIN temp.merge_unit AS m ON m.other = o.id
        CROSS JOIN temp.merge_unit AS n ON n.other = o.renamed_to
        CROSS JOIN main.timed_unit AS t ON t.id = n.here
        WHERE o.renamed_to IS NOT NULL AND o.renamed_at_ms IS NOT NULL AND m.here <> n.here
      ) AS told
      WHERE h.id = told.unit AND (
        h.renamed_to IS NULL OR told.moment > h.renamed_at_ms
        OR (told.moment = h.renamed_at_ms AND (told.repo, told.file, told.classname) > (
          SELECT repo, file, classname
          FROM main.timed_unit
          WHERE id = h.renamed_to
        ))
      )
      """

    // Which unit of the other history is which one here?
    static let unitMap = """
      SELECT other, here
      FROM temp.merge_unit
      ORDER BY other
      """

    // Which job runs here turned out to be one?
    static let unitedRuns = """
      SELECT old, kept
      FROM temp.merge_united_run
      ORDER BY old
      """

    static let deleteTimings = """
      DELETE FROM main.run_timing
      WHERE job_run_id = ?
      """

    // What does the other history keep of which job runs here?
    static let otherTimings = """
      SELECT m.here, t.data
      FROM temp.merge_run AS m
      CROSS JOIN other.run_timing AS t ON t.job_run_id = m.other
      ORDER BY m.here, m.other
      """
  }
}

extension StoredTiming {
  /// The larger of each number.
  fileprivate func joined(with other: StoredTiming) -> StoredTiming {
    StoredTiming(
      unit: unit,
      cases: max(cases, other.cases),
      failures: max(failures, other.failures),
      duration: max(duration, other.duration),
      hooks: max(hooks, other.hooks)
    )
  }
}
