/// Counts of a part of the job runs, as they come.
struct RunTally {
  private var runs = 0
  private var flakyFailed = 0
  private var outageFailed = 0
  private var flakes = 0
  private var executions = 0
  private var pipelines = 0
  private var blocked = 0
  private var successful = 0
  private var redThroughFlakes = 0
  private var cost = FlakeCost()

  /// Counts a job run in which a test ran.
  mutating func add(_ result: RunResults.Result, flakes: Int, executions: Int) {
    runs += 1
    if result == .flakyFailed { flakyFailed += 1 }
    if result == .outageFailed { outageFailed += 1 }
    self.flakes += flakes
    self.executions += executions
  }

  /// Counts a pipeline in which a test ran.
  mutating func add(_ result: PipelineResult) {
    pipelines += 1
    if result.isBlocked { blocked += 1 }
    if result.end == .passed { successful += 1 }
    if result.end == .flakyFailed { redThroughFlakes += 1 }
  }

  mutating func add(_ charge: FlakeCharge) { cost.add(charge) }

  var figures: RunFigures {
    RunFigures(
      flakyFailedRuns: Proportion(count: flakyFailed, total: runs),
      outageFailedRuns: Proportion(count: outageFailed, total: runs),
      executionFlakes: Proportion(count: flakes, total: executions),
      blockedPipelines: Proportion(count: blocked, total: pipelines),
      successfulPipelines: Proportion(count: successful, total: pipelines),
      successfulPipelinesWithoutFlakes: Proportion(
        count: successful + redThroughFlakes,
        total: pipelines
      ),
      cost: cost
    )
  }
}

/// Tallies by what job runs have in common.
struct RunTallies<Key: Sendable & Hashable & Comparable> {
  private var tallies: [Key: RunTally] = [:]

  subscript(key: Key) -> RunTally {
    get { tallies[key] ?? RunTally() }
    _modify { yield &tallies[key, default: RunTally()] }
  }

  /// The groups by key.
  var groups: [RunGroup<Key>] {
    tallies.sorted { $0.key < $1.key }.map { RunGroup(key: $0.key, figures: $0.value.figures) }
  }
}
