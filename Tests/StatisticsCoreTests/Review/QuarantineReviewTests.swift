import TestModel
import Testing

@testable import StatisticsCore

@Suite("Quarantine in a week")
struct QuarantineReviewTests {
  private func line(
    _ test: Int64,
    _ kind: QuarantineTransition.Kind,
    at milliseconds: Int64,
    expires: Int64? = nil
  ) -> QuarantineTransition {
    var entry = QuarantineEntry(
      test: PolicyWorld.test(test),
      reason: "r",
      author: QuarantineTransition.policy,
      since: Timestamp(milliseconds: milliseconds),
      isManual: false
    )
    entry.expires = expires.map { Timestamp(milliseconds: $0) }
    return QuarantineTransition(
      kind: kind,
      entry: entry,
      at: Timestamp(milliseconds: milliseconds),
      author: QuarantineTransition.policy,
      reason: "because \(kind.rawValue)"
    )
  }

  /// The same history, in which each job says that it failed.
  private func failed(_ history: FlakinessHistory) -> FlakinessHistory {
    FlakinessHistory(
      from: history.from,
      asOf: history.asOf,
      jobRuns: history.jobRuns.map { run in
        var run = run
        run.jobRun.status = "Failure"
        return run
      },
      timelines: history.timelines,
      signatures: []
    )
  }

  private func week(_ log: [QuarantineTransition], until end: Int64 = 1000) -> QuarantineWeek {
    let end = Timestamp(milliseconds: end)
    return QuarantineWeek(
      QuarantineCalendar(log, until: end),
      in: Timestamp(milliseconds: 100)..<end
    )
  }

  @Test("Only runs whose failures all were excused when they began are saved")
  func savings() {
    var world = RateWorld()
    let before = world.run("unit", pipeline: "1")
    let excused = world.run("unit", pipeline: "2")
    let mixed = world.run("unit", pipeline: "3")
    let broken = world.run("unit", pipeline: "4", isComplete: false)
    let passed = world.run("unit", pipeline: "5")
    let after = world.run("unit", pipeline: "6")
    for run in [before, excused, mixed, broken, after] { world.fail(0, in: run) }
    world.fail(1, in: mixed)
    world.fail(2, in: passed, retry: 1, passesOnRetry: true)
    // In quarantine from the second run on, and out before the last.
    let log = [line(0, .entered, at: 100_000), line(0, .removed, at: 450_000)]
    let period = Timestamp(milliseconds: 0)..<Timestamp(milliseconds: 600_000)
    let calendar = QuarantineCalendar(log, until: period.upperBound)
    let savings = QuarantineSavings(world.history, in: period, calendar)
    #expect(savings.saved.jobRuns == Proportion(count: 1, total: 5))
    #expect(savings.saved.time == Microseconds(100_000_000) && savings.saved.pipelines == 1)
    #expect(savings.missed.jobRuns.count == 0)
    // The same where the job says that it failed: no gate let it pass.
    let told = failed(world.history)
    let missed = QuarantineSavings(told, in: period, calendar)
    #expect(missed.saved.jobRuns.count == 0 && missed.missed == savings.saved)
    let none = QuarantineSavings(
      world.history,
      in: period,
      QuarantineCalendar([], until: period.upperBound)
    )
    #expect(none.saved.jobRuns == Proportion(count: 0, total: 5) && none.saved.time == .zero)
  }

  @Test("A test that moved is told once, with where it was and where it is")
  func moves() {
    let week = week([
      line(1, .entered, at: 50), line(1, .probation, at: 500), line(2, .entered, at: 200),
      line(2, .probation, at: 300), line(2, .reflaked, at: 400), line(3, .entered, at: 60),
      line(4, .candidate, at: 700),
    ])
    #expect(week.moves.map(\.entry.test.id) == [1, 2, 4])
    #expect(week.moves(to: .probation).map(\.before) == [.quarantined])
    #expect(week.moves(to: .reflaked).map(\.reason) == ["because re_flaked"])
    #expect(week.candidates == 1 && week.entries.map(\.test.id) == [2, 3])
  }

  @Test("What is decided at the very end is of the week, and what is later is not")
  func boundaries() {
    #expect(week([line(1, .entered, at: 1000)]).moves(to: .quarantined).count == 1)
    #expect(week([line(1, .entered, at: 1001)]).moves.isEmpty)
    #expect(week([line(1, .entered, at: 100)]).moves.isEmpty)
  }

  @Test("That a date passes is no move; what is overdue is told, the longest first")
  func overdue() {
    let week = week([
      line(1, .entered, at: 50, expires: 900), line(2, .entered, at: 50, expires: 300),
      line(3, .entered, at: 50, expires: 5000), line(2, .escalated, at: 800),
    ])
    #expect(week.moves.isEmpty && week.entries.count == 3)
    #expect(week.overdue.map(\.test.id) == [2, 1])
    #expect(week.escalated.map(\.test.id) == [2])
  }
}
