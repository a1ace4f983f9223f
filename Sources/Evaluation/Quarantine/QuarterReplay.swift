import HistorySimulator
import StatisticsCore
import TestModel

/// A quarantine policy on trial in a quarter.
struct PolicyTrial {
  let policy: QuarantinePolicy
  private(set) var book = QuarantineBook()
  /// By position of a red job run, what the gate said of it.
  private(set) var decisions: [Int: GateDecision] = [:]
  private(set) var longestList = 0

  init(_ policy: QuarantinePolicy = QuarantinePolicy()) { self.policy = policy }

  /// Applies the policy.
  mutating func update(_ assessment: FlakinessAssessment) {
    let records = book.records(asOf: assessment.asOf)
    book.apply(policy.transitions(assessment, records: records))
    longestList = max(longestList, book.excused(asOf: assessment.asOf).count)
  }

  /// Judges job runs that began after the last update.
  mutating func judge(_ reds: [RedRun], _ gate: GateReplay, updated: Timestamp) {
    let records = book.byTest(asOf: updated)
    for red in reds {
      decisions[red.position] = gate.decision(on: red, records: records, updated: updated)
    }
  }
}

/// A quarter, lived through day by day: at some hours the policy is applied to what is known, and each
/// red job run until the next is judged by the gate.
struct QuarterReplay {
  let quarter: Quarter
  let recorded: RecordedSimulation
  let builds: [Build]
  private(set) var trial: PolicyTrial
  /// What somebody would let through who knows every flaky test from its first flake on.
  private(set) var oracle: [Int: GateDecision] = [:]
  /// What is let through where a test is quarantined for good once it passed and failed on one
  /// commit.
  private(set) var published: [Int: GateDecision] = [:]

  init(_ quarter: Quarter, seed: UInt64, policy: QuarantinePolicy = QuarantinePolicy()) {
    let simulated = simulateHistory(quarter.settings, seed: seed)
    self.quarter = quarter
    recorded = RecordedSimulation(simulated, tellsWhy: quarter.tellsWhy)
    trial = PolicyTrial(policy)
    let updates = quarter.updates
    builds = recorded.builds(from: updates[0])
    let gate = GateReplay(recorded)
    let reds = builds.flatMap(\.redRuns).sorted { $0.position < $1.position }
    var listed: Set<Int> = []
    for (number, update) in updates.enumerated() {
      let next = number + 1 < updates.count ? updates[number + 1] : max(update, recorded.end)
      let today = reds.filter {
        (update..<next).contains(recorded.jobRuns[$0.position].startedAt)
      }
      let history = recorded.history(
        asOf: update,
        days: quarter.windowDays,
        including: trial.book.rows
      )
      trial.update(assessFlakiness(history))
      trial.judge(today, gate, updated: update)
      for (timeline, call) in zip(history.timelines, PublishedRule.circleCI.judge(history))
      where call.isListed {
        listed.insert(Int(timeline.test.id - 1))
      }
      for red in today {
        published[red.position] = decision(on: red) { listed.contains($0.test) }
        oracle[red.position] = decision(on: red) {
          $0.truth == .flake && recorded.flaked($0.test, before: red.position)
        }
      }
    }
  }

  private func decision(
    on red: RedRun,
    excusing isExcused: (FailedCase) -> Bool
  ) -> GateDecision {
    let excused = red.failed.filter(isExcused)
    return GateDecision(
      isGreen: red.isWhole && !red.failed.isEmpty && excused.count == red.failed.count,
      quarantined: Set(excused.map(\.test)),
      excused: Set(excused.map(\.test))
    )
  }
}

extension RecordedSimulation {
  /// The pipelines that began at a moment or later.
  func builds(from moment: Timestamp) -> [Build] {
    var redRuns: [Int: [RedRun]] = [:]
    for (position, run) in simulated.runs.enumerated()
    where run.attempt == 1 && run.status == .failed {
      redRuns[run.pipeline.number, default: []].append(RedRun(run, at: position, of: self))
    }
    return simulated.pipelines.filter { $0.triggeredAt >= moment }.map {
      Build(pipeline: $0, redRuns: redRuns[$0.number] ?? [])
    }
  }

  /// Whether a test failed as a flake in a job run before another.
  func flaked(_ test: Int, before position: Int) -> Bool {
    entries[test].contains {
      $0.testRun.run < position && ($0.cause == .flake || $0.cause == .order)
    }
  }
}
