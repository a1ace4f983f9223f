public import StatisticsCore
import TestModel

/// A plan for terminals: what each node gets, how near to the best that is, and what more or fewer
/// nodes would do.
///
/// - Parameters:
///   - plan: the plan.
///   - curve: what each number of nodes would take, from 1 on.
///   - costs: what nodes take beside their tests; none where it is not known.
///   - withoutFloor: what the longest node would take if the longest name could be cut into pieces, in
///     microseconds.
public func planText(
  _ plan: SplitPlan,
  curve: [NodeCountPoint],
  costs: FixedCosts?,
  withoutFloor: Int64
) -> String {
  var text =
    "plan \(plan.id): \(plural(plan.items.count, "name")) on \(plural(plan.nodes.count, "node")); "
    + "the longest node takes \(duration(plan.makespan)), \(gapWords(plan.gap))\n"
  if let costs, costs.perNode > 0 {
    text +=
      "each node takes \(duration(costs.perNode)) more beside its tests, as learned from "
      + "\(plural(costs.runs, "job run"))\n"
  }
  text += "\n" + nodeTable(plan)
  if let floor = floorWords(plan, withoutFloor) { text += "\n" + floor }
  if curve.count > 1 { text += "\n" + curveTable(curve, chosen: plan.nodes.count) }
  return text
}

private func nodeTable(_ plan: SplitPlan) -> String {
  var names = Array(repeating: 0, count: plan.nodes.count)
  for item in plan.items { names[Int(item.node)] += 1 }
  var table = TerminalTable([("NODE", .right), ("NAMES", .right), ("EXPECTED", .right)])
  for (index, node) in plan.nodes.enumerated() {
    table.add(["\(index)", grouped(names[index]), duration(node.predicted)])
  }
  return table.text
}

/// Names the item that no number of nodes can beat, where it is what the plan takes.
private func floorWords(_ plan: SplitPlan, _ withoutFloor: Int64) -> String? {
  guard let longest = plan.longest, longest.weight >= plan.lowerBound, withoutFloor < plan.makespan
  else { return nil }
  return """
    \(terminalText(longest.name)) takes \(duration(longest.weight)) by itself: no number of nodes is \
    faster.
    Split below the file, the longest node would take \(duration(withoutFloor)): name tests, with \
    --timings-type testname --by-file.

    """
}

private func curveTable(_ curve: [NodeCountPoint], chosen: Int) -> String {
  var table = TerminalTable([
    ("NODES", .right), ("LONGEST NODE", .right), ("ALL NODES", .right), ("BUSY", .right),
  ])
  for point in curve where isShown(point.nodes, of: curve.count, chosen: chosen) {
    table.add([
      (point.nodes == chosen ? "> " : "") + "\(point.nodes)", duration(point.makespan),
      duration(point.cost), "\(Int((point.efficiency * 100).rounded())) %",
    ])
  }
  return table.text
}

/// The counts that are told: the chosen one and its neighbors, and fewer the more there are.
private func isShown(_ nodes: Int, of count: Int, chosen: Int) -> Bool {
  if abs(nodes - chosen) <= 1 || nodes == count || nodes <= 4 { return true }
  var step = 1
  while step * 8 <= nodes { step *= 2 }
  return nodes % step == 0 && nodes <= max(chosen * 4, 16)
}

private func gapWords(_ gap: Double) -> String {
  gap < 0.00005
    ? "which nothing can beat" : "\(gapText(gap)) over what nothing can beat"
}

private func duration(_ microseconds: Int64) -> String {
  humanDuration(Microseconds(microseconds))
}
