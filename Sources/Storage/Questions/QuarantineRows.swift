import GRDB
import TestModel

extension QuarantineTransition {
  /// Reads a line of the log; none for one of a kind that this version does not know.
  init?(_ row: Row) {
    guard let kind = Kind(rawValue: row[11]) else { return nil }
    let at = Timestamp(milliseconds: row[10])
    let author: String = row[12]
    let isChange = kind == .changed
    var entry = QuarantineEntry(
      test: RecordedTest(row),
      reason: row[13],
      author: author,
      since: at,
      // Of lines that earlier versions wrote it is told by who decided.
      isManual: row[18] ?? (author != QuarantineTransition.policy)
    )
    if !isChange { entry.read(row) }
    self.init(
      kind: kind,
      entry: entry,
      at: at,
      author: author,
      reason: row[13],
      changes: isChange ? Changes(row) : nil,
      obstacle: (row[27] as String?).flatMap { QuarantineObstacle(rawValue: $0) },
      until: (row[28] as Int64?).map { Timestamp(milliseconds: $0) },
      commit: row[29]
    )
  }

  /// What is stored: an entry where the test enters or may, and else what changes of it.
  var values: StatementArguments {
    let told: QuarantineEntry? =
      [.candidate, .entered, .reflaked].contains(kind) ? entry : nil
    let moments = [told?.expires ?? changes?.expires, told?.lastFlake, until].map {
      $0?.milliseconds
    }
    return [
      entry.test.id, at.milliseconds, kind.rawValue, author, reason, moments[0],
      told?.owner ?? changes?.owner, told?.issue ?? changes?.issue,
      (told?.mode ?? changes?.mode)?.rawValue, told?.isManual, told?.probability, told?.flakeRate,
      told?.flakeRateLow, told?.flakeRateHigh, told?.flakes, told?.executions, told?.commits,
      moments[1], obstacle?.rawValue, moments[2], commit,
    ]
  }
}

extension QuarantineTransition.Changes {
  fileprivate init(_ row: Row) {
    self.init(
      expires: (row[14] as Int64?).map { Timestamp(milliseconds: $0) },
      owner: row[15],
      issue: row[16],
      mode: (row[17] as String?).flatMap { QuarantineMode(rawValue: $0) }
    )
  }
}

extension QuarantineEntry {
  fileprivate mutating func read(_ row: Row) {
    let changes = QuarantineTransition.Changes(row)
    expires = changes.expires
    owner = changes.owner
    issue = changes.issue
    mode = changes.mode ?? .skip
    probability = row[19]
    flakeRate = row[20]
    flakeRateLow = row[21]
    flakeRateHigh = row[22]
    flakes = row[23]
    executions = row[24]
    commits = row[25]
    lastFlake = (row[26] as Int64?).map { Timestamp(milliseconds: $0) }
  }
}
