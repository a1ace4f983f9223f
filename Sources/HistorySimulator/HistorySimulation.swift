import TestModel

/// Simulates a history: the same settings and seed give the same history on every platform.
///
/// - Parameters:
///   - settings: What the repository is like and what goes wrong in it.
///   - seed: Any number; the only source of randomness.
public func simulateHistory(_ settings: SimulationSettings, seed: UInt64) -> SimulatedHistory {
  let random = SplitMix64(seed: seed)
  let world = World(settings: settings, random: random.fork(1))
  let plans = settings.jobs.enumerated().map { index, job in
    JobPlan(index: index, job: job, tests: world.tests)
  }
  let deaths = DeathPlan(world: world, random: random.fork(2))
  let runs = world.schedule.pipelines.flatMap { pipeline in
    PipelineExecution(
      world: world,
      plans: plans,
      deaths: deaths,
      pipeline: pipeline,
      random: random.fork(3)
    ).runs()
  }
  return SimulatedHistory(
    settings: settings,
    seed: seed,
    pipelines: world.schedule.pipelines,
    runs: numbered(runs),
    truth: world.truth
  )
}

/// The job runs in the order of their beginnings; those of one second keep theirs.
private func numbered(_ runs: [SimulatedJobRun]) -> [SimulatedJobRun] {
  let order = runs.indices.sorted { first, second in
    (runs[first].startedAt, first) < (runs[second].startedAt, second)
  }
  return order.enumerated().map { offset, index in
    var run = runs[index]
    run.number = offset + 1
    return run
  }
}
