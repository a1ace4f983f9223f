import StatisticsCore

extension RunPlan {
  /// Splits as `tests split` does with the same options.
  init(_ request: SplitRequest, in surroundings: Surroundings) throws {
    let part = try NodePart(request, command: "run", in: surroundings)
    let plan = part.plan
    self.init(
      node: part.node,
      total: plan.nodes.count,
      items: plan.items.map { ShardItem(name: $0.name, weight: $0.weight) },
      partition: plan.partition,
      planID: plan.id,
      areTimes: part.areTimes,
      remarks: part.remarks
    )
  }
}
