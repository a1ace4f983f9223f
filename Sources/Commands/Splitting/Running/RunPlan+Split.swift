import StatisticsCore

extension RunPlan {
  /// Splits as `tests split` does with the same options.
  init(_ request: SplitRequest, in surroundings: Surroundings) throws {
    let part = try NodePart(request, command: "run", in: surroundings)
    self.init(
      node: part.node,
      total: part.plan.nodes.count,
      items: part.plan.items.map { WeightedItem(name: $0.name, weight: $0.weight) },
      partition: part.plan.partition,
      planID: part.plan.id,
      areTimes: part.areTimes,
      remarks: part.remarks
    )
  }
}
