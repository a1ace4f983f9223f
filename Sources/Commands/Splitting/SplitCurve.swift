import Reporter
import StatisticsCore
import TestModel

/// What each number of nodes would take.
struct SplitCurve {
  /// From one node on.
  let points: [NodeCountPoint]
  /// What nodes take beside their tests; none where it is not known.
  let costs: FixedCosts?
  private let problem: ShardingProblem
  private let most: Int

  /// - Parameters:
  ///   - total: the number of nodes, where it is known.
  ///   - most: the largest number that is looked at.
  ///   - overhead: what a node takes beside its tests, where that is not to be learned.
  init(
    _ weighed: WeighedItems,
    total: Int?,
    upTo most: Int,
    overhead: Microseconds?,
    _ constraints: ConstraintOptions
  ) throws {
    self.most = most
    let learned = weighed.fixedCosts
    costs =
      overhead.map { FixedCosts(perNode: $0.count, perItem: learned?.perItem ?? 0, runs: 0) }
      ?? learned
    problem = try SplitComputation.problem(weighed, total: total ?? most, constraints)
    do {
      let curve = try NodeCountCurve(
        of: problem,
        upTo: min(max(most, total ?? 1), max(1, weighed.items.count)),
        fixedCostPerNode: costs?.perNode ?? 0
      )
      points = curve.points
    } catch {
      throw CommandFailure(error.description, .unusableInput)
    }
  }

  /// The smallest number of nodes that are done in time.
  ///
  /// - Throws: `CommandFailure` where no number is, with what stands in the way.
  func nodes(for target: Microseconds) throws -> Int {
    let needed: NodesNeeded
    do {
      needed = try nodesNeeded(
        for: problem,
        target: target.count,
        upTo: most,
        fixedCostPerNode: costs?.perNode ?? 0
      )
    } catch {
      throw CommandFailure(error.description, .unusableInput)
    }
    switch needed {
    case .nodes(let point): return point.nodes
    case .floor(let items, let time):
      let names = items.map { problem.items[$0].name }
      throw CommandFailure(
        "no number of nodes is done in \(humanDuration(target)): \(someOf(names)) alone takes "
          + "\(humanDuration(Microseconds(time))) with the cost of its node; split it by test",
        .finding
      )
    case .moreThan(let most):
      let fastest = points.map(\.makespan).min() ?? 0
      throw CommandFailure(
        "\(plural(most, "node")) take \(humanDuration(Microseconds(fastest))), and "
          + "\(humanDuration(target)) is asked for; allow more with --max",
        .finding
      )
    }
  }

  /// When all would be done if the longest name could be cut into pieces.
  func makespanWithoutFloor(nodes: Int) throws -> Int64 {
    var problem = problem
    problem.nodes = Array(repeating: ShardNode(), count: nodes)
    do {
      return try makespanCuttingHeaviest(problem)
    } catch {
      throw CommandFailure(error.description, .unusableInput)
    }
  }
}
