import Reporter
import StatisticsCore
import TestModel

/// The part of one node, with the whole split that it is a part of.
struct NodePart {
  /// This node, from 0.
  let node: Int
  /// The names that it runs, in order.
  let names: [String]
  /// The whole split.
  private let whole: Whole
  /// What people should know of the split.
  let remarks: [String]

  private enum Whole {
    case frozen(SplitPlan)
    case computed(SplitComputation)
  }

  /// The whole split as a plan.
  var plan: SplitPlan {
    switch whole {
    case .frozen(let plan): plan
    case .computed(let split): split.plan
    }
  }

  /// The ID of the plan.
  var planID: String {
    switch whole {
    case .frozen(let plan): plan.id
    case .computed(let split): split.planID
    }
  }

  /// What the names are: filename, classname or testname.
  var kind: String {
    switch whole {
    case .frozen(let plan): plan.kind
    case .computed(let split): split.weighed.kind
    }
  }

  /// All names of the split.
  var candidates: [String] {
    switch whole {
    case .frozen(let plan): plan.items.map(\.name)
    case .computed(let split): split.weighed.items
    }
  }

  /// Whether the weights are microseconds; else they only tell more from less.
  var areTimes: Bool {
    switch whole {
    case .frozen: true
    case .computed(let split): !split.weighed.estimates.isEmpty
    }
  }

  /// Takes the part of this node from the plan that the request names, else from the split that this
  /// node computes.
  ///
  /// - Throws: `CommandFailure` where there is no such plan, or it is not for these names and nodes.
  init(_ request: SplitRequest, command: String, in surroundings: Surroundings) throws {
    guard let named = request.plan else {
      let items = request.items
      self = try NodePart(computedBy: request, in: surroundings) {
        try items.requiredCandidates(for: command, in: surroundings)
      }
      return
    }
    let candidates = try request.items.candidates(in: surroundings)
    if let plan = try PlanStore(request.common, in: surroundings).plan(named) {
      self = try NodePart(of: plan, request, candidates, in: surroundings)
      return
    }
    guard isPlanID(named), let candidates else {
      throw CommandFailure(
        "there is no plan at \(named); make it with `evenkeel tests plan --output \(named)`",
        .missingFile
      )
    }
    self = try NodePart(computedBy: request, in: surroundings) { candidates }
    guard planID == named else {
      throw CommandFailure(
        "this node's split is \(planID) and not \(named): its names, its history or its options are "
          + "others (\(plural(candidates.items.count, "name"))); share the plan as a file "
          + "(`evenkeel tests plan --output plan.json`)",
        .finding
      )
    }
  }

  private init(
    computedBy request: SplitRequest,
    in surroundings: Surroundings,
    candidates: @Sendable () throws -> SplitCandidates
  ) throws {
    let node = try SplitNode(request.node, in: surroundings)
    let weighing = Weighing(
      options: request.items,
      common: request.common,
      surroundings: surroundings,
      previousTotal: request.constraints.stable == nil ? nil : node.total
    )
    let weighed = try weighing.weigh(candidates: candidates)
    let split = try SplitComputation(weighed, total: node.total, request.constraints)
    self.node = node.index
    names = split.names(ofNode: node.index)
    whole = .computed(split)
    remarks =
      node.remarks + weighed.remarks
      + split.remarks(for: node, showsCounts: request.showCounts)
  }

  /// The part by a frozen plan, after the names were compared with it.
  private init(
    of plan: SplitPlan,
    _ request: SplitRequest,
    _ candidates: SplitCandidates?,
    in surroundings: Surroundings
  ) throws {
    let node = try SplitNode(request.node, ofPlanned: plan.nodes.count, in: surroundings)
    var remarks = [
      "plan \(plan.id): node \(node.index) of \(node.total) takes "
        + "\(humanDuration(Microseconds(plan.nodes[node.index].predicted))), the longest "
        + humanDuration(Microseconds(plan.makespan))
    ]
    var planned = plan
    if let candidates, !candidates.items.isEmpty {
      let difference = PlanDifference(plan: plan, candidates: candidates.items)
      guard difference.isEmpty || request.catchAll else {
        throw CommandFailure(
          "\(difference.sentence(plan.id)); make the plan again, or give --catch-all",
          .finding
        )
      }
      if !difference.isEmpty {
        remarks.append(difference.sentence(plan.id) + "; node 0 takes what is new")
        planned = difference.applied(to: plan)
      }
    }
    let names = planned.names(ofNode: node.index)
    if request.showCounts {
      remarks.append(
        "node \(node.index) of \(node.total): \(grouped(names.count)) of "
          + plural(planned.items.count, "name")
      )
    }
    self.node = node.index
    self.names = names
    whole = .frozen(planned)
    self.remarks = remarks
  }
}
