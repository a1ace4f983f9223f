import TestModel

// In which order the job run executed its tests.
extension RunWriter {
  /// Writes the order, once it is known which new tests are old ones.
  ///
  /// A later report of a job run is appended to the order of those before. Where that is not known,
  /// because an earlier version wrote them or there are too many tests, the order stays unknown: in
  /// half an order nobody sees what ran before a test.
  func writeOrder(renames: [FileRename]) throws {
    let rows = OrderRows(database: database)
    guard isExtended else {
      try rows.set(try row(after: nil, renames, rows), ofJobRun: jobRunID, insteadOf: nil)
      return
    }
    guard !order.isEmpty, let known = try rows.stored(ofJobRun: jobRunID) else { return }
    let extended = try row(after: known, renames, rows)
    if extended != known.id {
      try rows.set(extended, ofJobRun: jobRunID, insteadOf: known.id)
    }
  }

  /// The row of the whole order; none where it has too many tests.
  private func row(
    after known: OrderRows.Stored?,
    _ renames: [FileRename],
    _ rows: OrderRows
  ) throws -> Int64? {
    guard !order.isTooLong else { return nil }
    let pairs = renames.flatMap(\.pairs).map { ($0.new, $0.old) }
    var new = order.inOrder(renaming: Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    if let known {
      let before = Set(known.tests)
      new.removeAll { before.contains($0.test) }
      if new.isEmpty { return known.id }
    }
    let tests = (known?.tests ?? []) + new.map(\.test)
    guard tests.count <= PackedOrder.mostTests else { return nil }
    return try rows.row(
      of: PackedOrder(
        digest: OrderDigest(new.map(\.identity), after: known?.digest),
        tests: PackedOrder.packed(tests)
      )
    )
  }
}
