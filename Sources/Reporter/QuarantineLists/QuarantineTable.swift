public import TestModel

/// The tests in quarantine as a table for terminals: those that are escalated first, then those past
/// their date, then by identity.
///
/// - Parameters:
///   - records: what was decided about tests, as of the moment.
///   - listsAll: whether those that are not in quarantine are listed, too.
///   - asOf: the moment.
public func quarantineTable(
  _ records: [QuarantineRecord],
  listsAll: Bool = false,
  asOf: Timestamp
) -> String {
  let excused = records.filter(\.state.isExcused).enumerated().sorted {
    let left = (urgency($0.element.entry, asOf), $0.offset)
    let right = (urgency($1.element.entry, asOf), $1.offset)
    return left < right
  }
  .map(\.element)
  let watched = records.filter { !$0.state.isExcused && $0.state != .cleared }
  var text = excused.isEmpty ? "No test is in quarantine.\n" : table(ofExcused: excused, asOf: asOf)
  if listsAll, !watched.isEmpty {
    text += "\n" + table(ofWatched: watched)
  } else if !watched.isEmpty {
    text += "Not in quarantine: \(counts(watched)); --all lists them.\n"
  }
  return text
}

private func urgency(_ entry: QuarantineEntry, _ asOf: Timestamp) -> Int {
  entry.isOverdue(at: asOf) ? (entry.escalated == nil ? 1 : 0) : 2
}

private func table(ofExcused records: [QuarantineRecord], asOf: Timestamp) -> String {
  var table = TerminalTable([
    ("TEST", .left), ("STATE", .left), ("SINCE", .left), ("LOOK AGAIN", .left), ("OWNER", .left),
    ("BY", .left), ("REASON", .left), ("ISSUE", .left),
  ])
  for record in records {
    let entry = record.entry
    let words = ["", " (overdue)", " (overdue, escalated)"][2 - urgency(entry, asOf)]
    table.add([
      entry.test.testID.displayName, entry.state.words, entry.since.isoDate,
      entry.expires.map { $0.isoDate + words } ?? "never", entry.owner ?? "nobody", entry.author,
      entry.reason, entry.issue ?? "",
    ])
  }
  return table.text
}

private func table(ofWatched records: [QuarantineRecord]) -> String {
  var table = TerminalTable([
    ("TEST", .left), ("STATE", .left), ("SINCE", .left), ("BY", .left), ("REASON", .left),
  ])
  for record in records {
    table.add([
      record.test.testID.displayName, record.state.words, record.decision.at.isoDate,
      record.decision.author, record.decision.reason,
    ])
  }
  return table.text
}

/// How many tests are in each state, such as "2 candidates and 1 on probation".
private func counts(_ records: [QuarantineRecord]) -> String {
  let counts = QuarantineState.allCases.compactMap { state -> String? in
    let count = records.count { $0.state == state }
    return count == 0 ? nil : "\(grouped(count)) \(state.words)"
  }
  return counts.joined(separator: ", ")
}

extension QuarantineState {
  /// The state for people.
  var words: String {
    switch self {
    case .candidate: "candidate"
    case .cleared: "cleared"
    case .quarantined: "quarantined"
    case .reflaked: "re-flaked"
    case .expired: "expired"
    case .probation: "on probation"
    case .released: "released"
    case .fixed: "fixed"
    case .broken: "broken"
    case .removed: "removed"
    case .held: "held out"
    }
  }
}
