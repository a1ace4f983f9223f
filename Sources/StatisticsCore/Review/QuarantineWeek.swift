public import TestModel

/// What moved in quarantine in a week, and how it stands at its end.
public struct QuarantineWeek: Sendable, Hashable {
  /// A test that came into another state in the week; of several moves the last.
  public struct Move: Sendable, Hashable {
    /// The entry, as it is after the move.
    public var entry: QuarantineEntry
    /// The state before; none where nothing had been decided.
    public var before: QuarantineState?
    /// The state after.
    public var after: QuarantineState
    /// When.
    public var at: Timestamp
    /// Why, as the log says.
    public var reason: String
  }

  /// The moves, by identity of the test; of a test that is again what it was, none.
  public var moves: [Move]
  /// The tests in quarantine at the end, by identity.
  public var entries: [QuarantineEntry]
  /// Those that are past their date, the longest first.
  public var overdue: [QuarantineEntry]
  /// Those of them that are escalated.
  public var escalated: [QuarantineEntry]
  /// Tests that are flaky and kept out, at the end.
  public var candidates: Int

  /// Looks at a log.
  ///
  /// What is decided in the very last moment, such as by a run at midnight, is of the week.
  ///
  /// - Parameter period: after the first moment, up to the second one.
  init(_ calendar: QuarantineCalendar, in period: Range<Timestamp>) {
    let tests = calendar.stages.values.filter { !$0.isEmpty }
      .sorted { isOrdered($0[0].record.test, $1[0].record.test) }
    moves = tests.compactMap { move($0, in: period) }
    let states = tests.compactMap(\.last?.record)
    candidates = states.count { $0.state == .candidate }
    entries = states.filter(\.state.isExcused).map(\.entry)
    overdue = entries.filter { $0.isOverdue(at: period.upperBound) }
      .sorted {
        ($0.expires ?? $0.since, $0.test.testID) < ($1.expires ?? $1.since, $1.test.testID)
      }
    escalated = overdue.filter { $0.escalated != nil }
  }

  /// The moves into some states.
  public func moves(to states: QuarantineState...) -> [Move] {
    moves.filter { states.contains($0.after) }
  }
}

private func isOrdered(_ left: RecordedTest, _ right: RecordedTest) -> Bool {
  (left.repo, left.testID) < (right.repo, right.testID)
}

private func move(
  _ stages: [QuarantineCalendar.Stage],
  in period: Range<Timestamp>
) -> QuarantineWeek.Move? {
  let before = stages.last { $0.from <= period.lowerBound }?.record
  guard let last = stages.last, last.from > period.lowerBound else { return nil }
  let after = last.record
  // That a date passes is no move.
  let isSame = before.map { $0.decision == after.decision } ?? false
  guard !isSame, before?.state != after.state else { return nil }
  return QuarantineWeek.Move(
    entry: after.entry,
    before: before?.state,
    after: after.state == .expired ? .quarantined : after.state,
    at: after.decision.at,
    reason: after.decision.reason
  )
}
