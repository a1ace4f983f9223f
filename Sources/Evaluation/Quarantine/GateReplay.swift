import HistorySimulator
import StatisticsCore
import TestModel

/// Judges job runs of a simulation as `evenkeel gate` would have then.
///
/// A job run's gate knows the job runs that had ended before the job began.
struct GateReplay {
  private let recorded: RecordedSimulation
  private let ends: [Timestamp]
  /// By job, variant and node, the positions of its runs.
  private let siblings: [Place: [Int]]

  private struct Place: Hashable {
    var stream: JobVariant
    var node: Int?

    init(_ run: JobRun) {
      stream = JobVariant(job: run.job ?? "", variant: run.variant ?? "")
      node = run.nodeIndex
    }
  }

  init(_ recorded: RecordedSimulation) {
    self.recorded = recorded
    ends = recorded.jobRuns.map(\.end)
    var siblings: [Place: [Int]] = [:]
    for (position, run) in recorded.jobRuns.enumerated() {
      siblings[Place(run.jobRun), default: []].append(position)
    }
    self.siblings = siblings
  }

  /// What the gate says of a red job run.
  ///
  /// - Parameters:
  ///   - records: by test of the truth, what was decided about it.
  ///   - updated: when the policy was last applied.
  func decision(
    on red: RedRun,
    records: [Int: QuarantineRecord],
    updated: Timestamp
  ) -> GateDecision {
    let entries = records.filter { $0.value.state.isExcused }.mapValues(\.entry)
    let run = recorded.jobRuns[red.position]
    let simulated = recorded.simulated.runs[red.position]
    let failures = red.failed.map { failure($0, in: red.position, entries: entries) }
    let judgment = GateJudgment(
      GateCase(
        command: .exited(1),
        reports: [report(simulated, run)],
        failures: failures,
        list: .read(updated: updated),
        expectations: GateExpectations(usualTests: usual(of: red.position)),
        asOf: ends[red.position]
      )
    )
    let causes = zip(red.failed, failures).map { ($0.test, $1.unexcusedCause) }
    return GateDecision(
      isGreen: judgment.isSafe,
      quarantined: Set(red.failed.map(\.test).filter { entries[$0] != nil }),
      excused: Set(causes.filter { $0.1 == nil }.map(\.0)),
      refusals: judgment.reasons.compactMap(\.kind)
        + causes.compactMap { test, cause in cause.map { kind(of: $0, records[test]) } }
    )
  }

  /// What the tables call it that a test is not excused.
  private func kind(of cause: UnexcusedCause, _ record: QuarantineRecord?) -> String {
    switch cause {
    case .newWay: return "failed in a new way"
    case .failingSteadily: return "failed too often in a row"
    case .notQuarantined, .knownBroken: break
    default: return "is not known"
    }
    switch record?.state {
    case .probation, .released, .fixed: return "had left as healed"
    case .broken: return "had left as broken"
    case .candidate where record?.decision.obstacle == .unsure: return "was not surely flaky yet"
    case .candidate: return "had no room, or was flaky on changes only"
    default: return "was not on the list of flaky tests"
    }
  }

  private func report(_ simulated: SimulatedJobRun, _ run: RecordedJobRun) -> GateReport {
    let ran = run.counts.cases - run.counts.skipped
    let state: GateReport.State =
      switch simulated.report {
      case .complete: .whole(ran: ran)
      case .truncated: .truncated(ran: ran, line: nil)
      case .missing: .missing(reason: "no file")
      }
    return GateReport(path: "report.xml", state: state)
  }

  private func usual(of position: Int) -> Int? {
    let run = recorded.jobRuns[position]
    let from = run.startedAt.adding(days: -evaluatedDays)
    let known = (siblings[Place(run.jobRun)] ?? []).filter {
      recorded.jobRuns[$0].startedAt >= from && ends[$0] <= run.startedAt
    }
    return usualTests(of: UsualRuns(of: run.jobRun, in: known.map { recorded.jobRuns[$0] }).counts)
  }

  private func failure(
    _ failed: FailedCase,
    in position: Int,
    entries: [Int: QuarantineEntry]
  ) -> GateFailure {
    let now = recorded.jobRuns[position].startedAt
    let test = recorded.tests[failed.test]
    var failure = GateFailure(
      testID: test.testID,
      signatures: failed.signatures,
      namesCause: failed.namesCause
    )
    failure.isKnown = test.firstSeen < now
    guard let entry = entries[failed.test] else { return failure }
    failure.entry = entry
    let runs = recorded.entries[failed.test].map(\.testRun).filter {
      $0.run < position && ends[Int($0.run)] <= now
    }
    failure.add(FailureRecord(runs, in: recorded.jobRuns, signatures: recorded.signatures))
    return failure
  }
}

extension GateReason {
  /// What the tables call it; none for what failed, which is told by test.
  fileprivate var kind: String? {
    switch self {
    case .failed: nil
    case .fewerTestsThanUsual: "(fewer ran than usual)"
    default: "(other)"
    }
  }
}
