import HistorySimulator
import TestModel

/// A pipeline of the quarter, by what its jobs' first attempts did: what people see of it before
/// anybody runs a job again.
struct Build: Sendable, Hashable {
  var pipeline: PlannedPipeline
  /// The job runs that were red, by start.
  var redRuns: [RedRun]

  var isOnDefaultBranch: Bool { pipeline.pullRequest == nil }

  /// Whether it was red, and green if no test were flaky.
  var isRedByFlakes: Bool { !redRuns.isEmpty && redRuns.allSatisfy(\.isRedByFlakes) }

  /// Whether it is red where some of the job runs are let through.
  func isRed(_ decisions: [Int: GateDecision]) -> Bool {
    redRuns.contains { decisions[$0.position]?.isGreen != true }
  }
}

/// What was decided of a red job run.
struct GateDecision: Sendable, Hashable {
  /// Whether it is let through.
  var isGreen: Bool
  /// The failed tests that are in quarantine.
  var quarantined: Set<Int> = []
  /// The failed tests that are excused.
  var excused: Set<Int> = []
  /// Why it is not let through, one line a reason.
  var refusals: [String] = []
}
