public import StatisticsCore
import TestModel

/// A verification for people: the verdict, the nodes, what is wrong, and how good the plan was.
public func verificationText(_ result: PlanVerification) -> String {
  let sections =
    [verificationVerdict(result) + "\n", nodeTable(result)] + findings(of: result)
    + [remarks(on: result), predictions(of: result)]
  return sections.filter { !$0.isEmpty }.joined(separator: "\n")
}

/// Whether a plan is proved, in one line.
public func verificationVerdict(_ result: PlanVerification) -> String {
  let plan = "plan \(terminalText(result.planID))"
  guard result.isProved else {
    return "\(plan) is not proved: \(faults(of: result).joined(separator: ", "))"
  }
  let nodes = plural(result.nodes.count, "node")
  let expected = result.expectedEmpty.count
  switch result.names - expected {
  case 0:
    return result.names == 0
      ? "\(plan) has no names: there is nothing to prove"
      : "\(plan): no name has tests, as expected: there is nothing to prove"
  case 1: return "\(plan): the one name ran exactly once, on \(nodes)"
  case let names:
    return "\(plan): all \(grouped(names)) names ran exactly once on \(nodes)"
  }
}

private func faults(of result: PlanVerification) -> [String] {
  func count(_ count: Int, _ singular: String, _ many: String) -> String? {
    count == 0 ? nil : count == 1 ? "1 \(singular)" : "\(grouped(count)) \(many)"
  }
  return [
    count(result.missing.count, "name is in no report", "names are in no report"),
    count(result.repeated.count, "name ran more than once", "names ran more than once"),
    count(result.misplaced.count, "name ran on another node", "names ran on other nodes"),
    count(result.strays.count, "name is not in the plan", "names are not in the plan"),
    count(result.defects.count, "report is not whole", "reports are not whole"),
    count(result.silentNodes.count, "node has no report", "nodes have no report"),
  ]
  .compactMap { $0 }
}

// MARK: Nodes

private func nodeTable(_ result: PlanVerification) -> String {
  var columns: [(title: String, alignment: TerminalTable.Alignment)] = [
    ("NODE", .left), ("NAMES", .right), ("RAN", .right), ("MISSING", .right), ("EXTRA", .right),
  ]
  columns +=
    result.hasPredictions
    ? [("PREDICTED", .right), ("ACTUAL", .right), ("DIFFERENCE", .right)] : [("ACTUAL", .right)]
  var table = TerminalTable(columns)
  for (index, node) in result.nodes.enumerated() {
    table.add(cells(String(index), node, result))
  }
  if let unplaced = result.unplaced {
    let cells = ["?", "", grouped(unplaced.ran), "", ""]
    let actual = time(unplaced.actual)
    table.add(cells + (result.hasPredictions ? ["", actual, ""] : [actual]))
  }
  if result.nodes.count > 1 { table.add(cells("all", result.total, result)) }
  return table.text
}

private func cells(
  _ title: String,
  _ node: NodeVerification,
  _ result: PlanVerification
) -> [String] {
  let counts = [node.names, node.ran, node.missing, node.extra].map(grouped)
  guard result.hasPredictions else { return [title] + counts + [time(node.actual)] }
  return [title] + counts + [
    time(node.predicted), time(node.actual), difference(node.actual, from: node.predicted),
  ]
}

// MARK: Estimates

private func predictions(of result: PlanVerification) -> String {
  guard result.hasPredictions, result.actualMakespan > 0 else { return "" }
  let longest = result.nodes.indices.max {
    (result.nodes[$0].actual, $1) < (result.nodes[$1].actual, $0)
  }
  var text =
    "The longest node: \(time(result.predictedMakespan)) predicted, "
    + "\(time(result.actualMakespan)) actual (node \(longest ?? 0)), "
    + "\(difference(result.actualMakespan, from: result.predictedMakespan)).\n"
  guard let mean = result.meanError, !result.worstEstimates.isEmpty else { return text }
  let share = mean < 1 ? humanPercentage(mean) : "\(grouped(Int(min(mean * 100, 1e9)))) %"
  text += "Estimates were off by \(share) of the time; most of all these:\n"
  var table = TerminalTable([
    ("NAME", .left), ("NODE", .left), ("PREDICTED", .right), ("ACTUAL", .right),
    ("DIFFERENCE", .right),
  ])
  for estimate in result.worstEstimates {
    table.add([
      estimate.name, String(estimate.node), time(estimate.predicted), time(estimate.actual),
      difference(estimate.actual, from: estimate.predicted),
    ])
  }
  return text + table.text
}

private func time(_ microseconds: Int64) -> String { humanDuration(Microseconds(microseconds)) }

/// How far a time is from another one, with a sign: `+8 s (+3 %)`.
private func difference(_ actual: Int64, from predicted: Int64) -> String {
  let (difference, overflow) = actual.subtractingReportingOverflow(predicted)
  let span = Microseconds(overflow ? .max : Int64(clamping: difference.magnitude))
  let sign = difference < 0 ? "-" : "+"
  let words = humanDuration(span)
  guard words != "0 s" else { return words }
  let percent = (Double(difference.magnitude) / Double(max(1, predicted)) * 100).rounded()
  guard predicted > 0, percent >= 1, percent < 1000 else { return sign + words }
  return "\(sign)\(words) (\(sign)\(Int(percent)) %)"
}
