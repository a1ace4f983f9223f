import Foundation
import Reporter
import StatisticsCore
import TestModel

/// The part of a node by a frozen plan.
struct PlannedPart {
  let names: [String]
  let kind: String
  /// All names of the split.
  let candidates: [String]
  let remarks: [String]

  /// Takes the part from a plan, after the names were compared with it.
  ///
  /// - Throws: `CommandFailure` where there is no such plan, or it is not for these names and nodes.
  init(_ command: TestsSplit, plan named: String, in surroundings: Surroundings) throws {
    let candidates = try command.items.candidates(in: surroundings)
    guard let plan = try PlanStore(command.common, in: surroundings).plan(named) else {
      self = try PlannedPart(computedBy: command, candidates, id: named, in: surroundings)
      return
    }
    let node = try SplitNode(command.node, ofPlanned: plan.nodes.count, in: surroundings)
    var names = plan.names(ofNode: node.index)
    var remarks = [
      "plan \(plan.id): node \(node.index) of \(node.total) takes "
        + "\(humanDuration(Microseconds(plan.nodes[node.index].predicted))), the longest "
        + humanDuration(Microseconds(plan.makespan))
    ]
    if let candidates, !candidates.items.isEmpty {
      let difference = PlanDifference(plan: plan, candidates: candidates.items)
      guard difference.isEmpty || command.catchAll else {
        throw CommandFailure(
          "\(difference.sentence(plan.id)); make the plan again, or give --catch-all",
          .finding
        )
      }
      if !difference.isEmpty { remarks.append(difference.sentence(plan.id) + node.catching) }
      names = names.filter { !difference.isGone($0) }
      if node.index == 0 { names = (names + difference.unknown).sorted(by: precedesInBytes) }
    }
    if command.showCounts {
      remarks.append(
        "node \(node.index) of \(node.total): \(grouped(names.count)) of "
          + plural(plan.items.count, "name")
      )
    }
    self.names = names
    kind = plan.kind
    self.candidates = plan.items.map(\.name)
    self.remarks = remarks
  }

  /// A plan that is known by its ID alone: the split that this node computes has to be the same one.
  private init(
    computedBy command: TestsSplit,
    _ candidates: SplitCandidates?,
    id: String,
    in surroundings: Surroundings
  ) throws {
    guard isPlanID(id), let candidates else {
      throw CommandFailure(
        "there is no plan at \(id); make it with `evenkeel tests plan --output \(id)`",
        .missingFile
      )
    }
    let node = try SplitNode(command.node, in: surroundings)
    let split = try command.split(candidates, node, in: surroundings)
    guard split.planID == id else {
      throw CommandFailure(
        "this node's split is \(split.planID) and not \(id): its names, its history or its options "
          + "are others (\(plural(candidates.items.count, "name"))); share the plan as a file "
          + "(`evenkeel tests plan --output plan.json`)",
        .finding
      )
    }
    names = split.names(ofNode: node.index)
    self.candidates = candidates.items
    kind = split.weighed.kind
    remarks =
      candidates.remarks + split.weighed.remarks
      + split.remarks(for: node, showsCounts: command.showCounts)
  }
}

/// How the candidates of a node differ from those of a plan.
struct PlanDifference {
  /// Candidates that the plan does not know, by name.
  let unknown: [String]
  /// Names of the plan that are no candidates, by name.
  let gone: [String]
  private let goneNames: Set<[UInt8]>

  init(plan: SplitPlan, candidates: [String]) {
    let planned = Set(plan.items.map { Array($0.name.utf8) })
    let known = Set(candidates.map { Array($0.utf8) })
    unknown = candidates.filter { !planned.contains(Array($0.utf8)) }.sorted(by: precedesInBytes)
    gone = plan.items.map(\.name).filter { !known.contains(Array($0.utf8)) }
    goneNames = Set(gone.map { Array($0.utf8) })
  }

  var isEmpty: Bool { unknown.isEmpty && gone.isEmpty }

  func isGone(_ name: String) -> Bool {
    !goneNames.isEmpty && goneNames.contains(Array(name.utf8))
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

extension SplitNode {
  /// Who takes what no plan knows.
  fileprivate var catching: String {
    index == 0 ? "; this node takes what is new" : "; node 0 takes what is new"
  }
}
