import Reporter
import StatisticsCore

/// How the candidates of a node differ from those of a plan.
struct PlanDifference {
  /// Candidates that the plan does not know, by name.
  let unknown: [String]
  /// Names of the plan that are no candidates, by name.
  let gone: [String]

  init(plan: SplitPlan, candidates: [String]) {
    let planned = Set(plan.items.map { Array($0.name.utf8) })
    let known = Set(candidates.map { Array($0.utf8) })
    unknown = candidates.filter { !planned.contains(Array($0.utf8)) }.sorted(by: precedesInBytes)
    gone = plan.items.map(\.name).filter { !known.contains(Array($0.utf8)) }
  }

  var isEmpty: Bool { unknown.isEmpty && gone.isEmpty }

  /// The plan without what is gone, and with what is new on node 0.
  ///
  /// What is new weighs as much as the mean of what is known.
  func applied(to plan: SplitPlan) -> SplitPlan {
    let goneNames = Set(gone.map { Array($0.utf8) })
    let kept = plan.items.filter { !goneNames.contains(Array($0.name.utf8)) }
    let sum = kept.reduce(Int64(0)) { $0 + $1.weight }
    let mean = max(1, sum / Int64(max(1, kept.count)))
    return SplitPlan(
      kind: plan.kind,
      items: kept + unknown.map { SplitPlan.Item(name: $0, weight: mean, node: 0) },
      nodes: plan.nodes,
      lowerBound: plan.lowerBound,
      coveredNames: plan.coveredNames,
      coveredTime: plan.coveredTime
    )
  }

  func sentence(_ id: String) -> String {
    var parts: [String] = []
    if !unknown.isEmpty {
      parts.append("\(plural(unknown.count, "name")) not in plan \(id): \(someOf(unknown))")
    }
    if !gone.isEmpty {
      parts.append("\(plural(gone.count, "name")) of plan \(id) not here: \(someOf(gone))")
    }
    return parts.joined(separator: "; ")
  }
}
