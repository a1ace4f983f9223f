/// How a run stands to its plan: whether every name ran exactly once, on its node, and nothing else.
public struct PlanVerification: Sendable, Hashable {
  /// The plan's ID.
  public var planID: String
  /// How many names the plan has.
  public var names: Int
  /// The nodes.
  public var nodes: [NodeVerification]
  /// What the reports hold whose node cannot be told; none where there is no such report.
  public var unplaced: UnplacedReports?

  // MARK: Findings

  /// Reports that do not say all that ran, in the order of the reports.
  public var defects: [DefectiveReport] = []
  /// Nodes that have names and no report, ascending.
  public var silentNodes: [Int] = []
  /// Names of which no case is in any report, by name; so are all others.
  public var missing: [MissingName] = []
  /// Names that ran more than once, or may have.
  public var repeated: [RepeatedName] = []
  /// Names that ran once, on another node than the plan's.
  public var misplaced: [MisplacedName] = []
  /// What ran and is not in the plan.
  public var strays: [StrayName] = []

  // MARK: What is said and is no finding

  /// What ran, is not in the plan, and was taken by node 0, which takes what is new.
  public var caught: [StrayName] = []
  /// Names of which every case was skipped: they are accounted for.
  public var skippedOnly: [String] = []
  /// Names that ran again on their own node, as those of a retried node do.
  public var rerun: [String] = []
  /// Names without a case, of which none was expected.
  public var expectedEmpty: [String] = []
  /// Reports that are the same bytes as another one of their node, and count once.
  public var copies = 0

  // MARK: Estimates

  /// The names whose estimates were most wrong, the worst first; none where the plan was made without
  /// timings.
  public var worstEstimates: [EstimateError] = []
  /// The sum of the errors of all estimates, without their signs, as a share of the time that they
  /// were for; none where there is nothing to compare.
  public var meanError: Double?
  /// Whether the plan was made from timings, so that its predictions are times.
  public var hasPredictions: Bool

  /// Whether all is as planned, and the reports say so.
  public var isProved: Bool {
    defects.isEmpty && silentNodes.isEmpty && missing.isEmpty && repeated.isEmpty
      && misplaced.isEmpty && strays.isEmpty
  }

  /// When the last node was expected to have run its names, in microseconds, without its bias.
  public var predictedMakespan: Int64 { nodes.map(\.predicted).max() ?? 0 }
  /// How long the cases of the node took that has most of them, in microseconds.
  public var actualMakespan: Int64 { nodes.map(\.actual).max() ?? 0 }

  /// All nodes together, with the reports whose node cannot be told.
  public var total: NodeVerification {
    var total = NodeVerification()
    total.ran = unplaced?.ran ?? 0
    total.reports = unplaced?.reports.count ?? 0
    total.actual = unplaced?.actual ?? 0
    for node in nodes {
      total.names += node.names
      total.ran += node.ran
      total.missing += node.missing
      total.extra += node.extra
      total.reports += node.reports
      total.predicted = saturatingSum(total.predicted, node.predicted)
      total.actual = saturatingSum(total.actual, node.actual)
    }
    return total
  }
}

/// A node's part of a plan, and what its reports say.
public struct NodeVerification: Sendable, Hashable {
  /// The names of the plan.
  public var names = 0
  /// Of those, the ones that ran here or were skipped here.
  public var ran = 0
  /// Of those, the ones that are in no report.
  public var missing = 0
  /// What ran here and was not planned here: other nodes' names, and what is in no plan.
  public var extra = 0
  /// The reports of the node.
  public var reports = 0
  /// How long its names were expected to take at its speed, in microseconds.
  ///
  /// Without the node's bias: reports say nothing of what a node does before its tests.
  public var predicted: Int64 = 0
  /// How long its cases took, in microseconds: the sum of their times, of all attempts.
  public var actual: Int64 = 0
}

/// What the reports hold whose node cannot be told.
public struct UnplacedReports: Sendable, Hashable {
  /// The reports, in their order.
  public var reports: [String]
  /// The names of the plan that ran in them.
  public var ran = 0
  /// How long their cases took, in microseconds.
  public var actual: Int64 = 0
}
