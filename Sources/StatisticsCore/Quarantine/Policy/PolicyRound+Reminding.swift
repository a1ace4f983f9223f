import TestModel

extension PolicyRound {
  /// Says of what stays whether it is past its date, and keeps owners and modes as they are now.
  mutating func remind() {
    for record in records where record.state.isExcused && !moved.contains(record.test.id) {
      if !record.entry.isManual { refresh(record) }
      if record.entry.isOverdue(at: asOf) { remind(record) }
    }
  }

  private mutating func remind(_ record: QuarantineRecord) {
    guard let expires = record.entry.expires else { return }
    let since = "in quarantine since \(record.entry.since.isoDate)"
    if record.overdueSaid == nil {
      let reason = "\(since); mend it, or say why it may stay"
      decide(.overdue, record.entry, because: reason, moves: false)
    }
    if record.entry.escalated == nil, expires.adding(days: policy.escalationDays) <= asOf {
      let owner = record.entry.owner.map { "it is \($0)'s" } ?? "nobody owns it"
      let reason = "\(since), due on \(expires.isoDate), and still here; \(owner)"
      decide(.escalated, record.entry, because: reason, moves: false)
    }
  }

  private mutating func refresh(_ record: QuarantineRecord) {
    let owners = owners(of: record.test)
    var changes = QuarantineTransition.Changes()
    var news: [String] = []
    if record.entry.owner == nil, !owners.isEmpty {
      let owner = owners.joined(separator: " ")
      changes.owner = owner
      news.append("it is owned by \(owner)")
    }
    let mode = policy.mode(of: record.test, owners: owners)
    if mode != record.entry.mode, !record.hasModeOfPerson {
      changes.mode = mode
      news.append("its mode is \(mode.rawValue)")
    }
    guard !news.isEmpty else { return }
    var entry = record.entry
    entry.owner = changes.owner ?? entry.owner
    entry.mode = mode
    decide(
      .changed,
      entry,
      because: news.joined(separator: ", and "),
      moves: false,
      changes: changes
    )
  }
}
