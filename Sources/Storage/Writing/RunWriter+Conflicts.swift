import GRDB
import TestModel

// What a case is that another report of the job run told before.
extension RunWriter {
  /// Decides at the end of a report what its cases are that were told before.
  func resolveConflicts(areAttempts: Bool) throws {
    defer { conflicts = ResultConflicts() }
    guard !conflicts.isEmpty else { return }
    mustRecount = true
    let cases = try conflicts.cases.map { told in
      ResultConflicts.Case(told: told, known: try attempts(of: told[0].test))
    }
    switch areAttempts ? .rerun : ResultConflicts.kind(of: cases) {
    case .repeated:
      record.repeatedCases += cases.count
      timings.reportRepeats = true
    case .rerun:
      for conflict in cases {
        try insert(
          conflict.told.map { result in
            var later = result
            later.attempt += Int32(conflict.known.count)
            return later
          }
        )
      }
    case .otherCases:
      for conflict in cases {
        if conflict.isRepeated {
          record.repeatedCases += 1
        } else {
          try insertNamesake(conflict)
        }
      }
    }
  }

  private func insertNamesake(_ conflict: ResultConflicts.Case) throws {
    guard let known = conflict.known.first else { return }
    try markAmbiguous(test: conflict.told[0].test)
    var ordinal = known.ordinal
    while true {
      ordinal += 1
      let test = try tests.namesake(
        of: conflict.told[0].test,
        hash: known.identityHash,
        ordinal: ordinal
      )
      guard told.contains(test) else {
        return try insert(
          conflict.told.map { result in
            var namesake = result
            namesake.test = test
            return namesake
          }
        )
      }
      let there = ResultConflicts.Case(told: conflict.told, known: try attempts(of: test))
      if there.isRepeated {
        record.repeatedCases += 1
        return
      }
    }
  }

  private func attempts(of test: Int64) throws -> [ResultConflicts.Known] {
    try Row.fetchAll(statements.findAttempts, arguments: [jobRunID, test]).map { row in
      ResultConflicts.Known(
        outcome: row[1],
        duration: row[2] ?? -1,
        signature: row[3] ?? 0,
        identityHash: row[4],
        ordinal: row[5]
      )
    }
  }
}
