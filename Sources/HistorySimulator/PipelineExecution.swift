import TestModel

/// Runs the jobs of one pipeline, with the reruns of those that fail.
struct PipelineExecution {
  let world: World
  let plans: [JobPlan]
  let deaths: DeathPlan
  let pipeline: PlannedPipeline
  /// The stream of the whole history, from which every job run forks its own.
  let random: SplitMix64

  func runs() -> [SimulatedJobRun] {
    let breakages = brokenTests()
    return plans.flatMap { plan in
      plan.job.variants.indices.flatMap { variant in
        runs(of: plan, variant: variant, breakages: breakages)
      }
    }
  }

  /// The tests the pipeline's code breaks, and why.
  private func brokenTests() -> [Int: BrokenTest] {
    var broken: [Int: BrokenTest] = [:]
    for breakage in world.pullRequestBreakages where breakage.breaks(pipeline) {
      for test in breakage.tests {
        broken[test] = BrokenTest(
          cause: .pullRequest(breakage.pullRequest),
          kind: breakage.failureKind
        )
      }
    }
    for (index, regression) in world.regressions.enumerated()
    where regression.range.contains(pipeline.mainPosition) {
      for test in regression.tests {
        broken[test] = BrokenTest(cause: .regression(index), kind: regression.failureKind)
      }
    }
    return broken
  }

  private func runs(
    of plan: JobPlan,
    variant: Int,
    breakages: [Int: BrokenTest]
  ) -> [SimulatedJobRun] {
    var placement = random.fork(1, pipeline.number, plan.index, variant)
    let nodes = plan.files(
      onNodes: plan.job.variants[variant].nodeTotal,
      shuffleProbability: world.settings.shuffleProbability,
      &placement
    )
    return nodes.enumerated().flatMap { index, files in
      let place = JobRunPlace(
        pipeline: pipeline.number,
        job: plan.index,
        variant: variant,
        node: index + 1
      )
      return attempts(at: place, files: files, breakages: breakages)
    }
  }

  private func attempts(
    at place: JobRunPlace,
    files: [[Int]],
    breakages: [Int: BrokenTest]
  ) -> [SimulatedJobRun] {
    var runs: [SimulatedJobRun] = []
    var requestedAt = pipeline.triggeredAt
    while runs.count < max(world.settings.attemptLimit, 1) {
      let attempt = runs.count + 1
      var stream = random.fork(2, place.pipeline, place.job, place.variant, place.node, attempt)
      let isRerun = stream.chance(world.settings.rerunProbability)
      // Somebody has to see the failure before there is a rerun.
      let hesitation = 60 * stream.integer(in: 4...45)
      var execution = JobRunExecution(
        world: world,
        pipeline: pipeline,
        place: place,
        attempt: attempt,
        requestedAt: requestedAt,
        breakages: breakages,
        causes: random.fork(3),
        random: stream
      )
      let run = execution.run(
        files: files,
        report: attempt == 1 ? deaths.report(at: place) : .complete
      )
      runs.append(run)
      guard run.status == .failed, isRerun else { break }
      requestedAt = run.endedAt.adding(seconds: hesitation)
    }
    return runs
  }
}
