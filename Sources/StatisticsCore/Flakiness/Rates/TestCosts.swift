/// What each test's flakes cost, in the order of the timelines.
struct TestCosts {
  var tests: [TestCost]

  init(
    _ history: FlakinessHistory,
    results: RunResults,
    pipelines: [PipelineLanes],
    charges: [FlakeCharge]
  ) {
    var costs = history.timelines.indices.map {
      TestCost(
        timeline: $0,
        flakes: results.flakesByTimeline[$0],
        flakyFailedRuns: 0,
        blockedPipelines: 0,
        cost: FlakeCost()
      )
    }
    for culprits in results.culprits.values {
      for timeline in culprits { costs[timeline].flakyFailedRuns += 1 }
    }
    for pipeline in pipelines {
      let blockers = PipelineResult(pipeline.lanes, results: results.results).blockers
      for timeline in Set(blockers.flatMap { results.culprits[$0] ?? [] }) {
        costs[timeline].blockedPipelines += 1
      }
    }
    for charge in charges { costs[charge.timeline].cost.add(charge) }
    tests = costs.filter { $0.flakes > 0 || $0.cost != FlakeCost() }
  }
}
