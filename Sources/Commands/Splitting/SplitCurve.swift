import Reporter
import StatisticsCore
import TestModel

/// What each number of nodes would take.
struct SplitCurve {
  /// From one node on.
  let points: [NodeCountPoint]
  /// What nodes take beside their tests; none where it is not known.
  let costs: FixedCosts?
  private let weighed: WeighedItems

  init(
    _ weighed: WeighedItems,
    upTo max: Int,
    overhead: Microseconds?,
    _ constraints: ConstraintOptions
  ) throws {
    self.weighed = weighed
    costs =
      overhead.map {
        FixedCosts(perNode: $0.count, perItem: weighed.fixedCosts?.perItem ?? 0, runs: 0)
      } ?? weighed.fixedCosts
    points = nodeCountCurve(
      weighed.shardItems,
      upTo: min(max, weighed.items.count),
      fixedCostPerNode: costs?.perNode ?? 0
    )
  }
}
