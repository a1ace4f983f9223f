/// The same items on different numbers of equal nodes.
struct NodeCounting {
  private let problem: ShardingProblem
  private let units: ShardUnits
  private let fixedCost: Int64

  init(_ problem: ShardingProblem, fixedCost: Int64) throws(ShardingError) {
    var problem = problem
    problem.previous = []
    if problem.nodes.isEmpty { problem.nodes = [ShardNode()] }
    try problem.validate()
    self.problem = problem
    units = ShardUnits(problem)
    self.fixedCost = min(max(0, fixedCost), NodeClock.limit)
  }

  /// The positions of the heaviest unit's items.
  var heaviest: [Int] {
    units.weights.isEmpty ? [] : units.members(of: 0).map { Int($0) }.sorted()
  }

  /// When a node is done with the heaviest unit.
  var floor: Int64 { fixedCost + (units.weights.first ?? 0) }

  /// What no deal to a number of nodes is done before; none where the isolated units need more nodes.
  func lowerBound(nodes: Int) -> Int64? { try? Isolation.best(units, on: clocks(nodes)).lowerBound }

  private func clocks(_ nodes: Int) -> [NodeClock] {
    Array(repeating: NodeClock(ShardNode(bias: fixedCost)), count: nodes)
  }

  /// What a number of nodes takes; none where the isolated units need more.
  func point(nodes: Int) -> NodeCountPoint? {
    let clocks = clocks(nodes)
    guard let (isolation, bound) = try? Isolation.best(units, on: clocks) else { return nil }
    let undealt = Deal(
      weights: units.freeWeights,
      clocks: isolation.freeNodes.map { clocks[$0] }
    )
    let alone = units.isolatedRanks.first.map { fixedCost + units.weights[$0] } ?? 0
    let makespan = max(alone, undealt.dealtFast(lowerBound: bound).makespan)
    let work = units.weights.reduce(0, +)
    let paid = Double(nodes) * Double(makespan)
    return NodeCountPoint(
      nodes: nodes,
      makespan: makespan,
      lowerBound: bound,
      cost: work + Int64(nodes) * fixedCost,
      efficiency: paid > 0 ? Double(work) / paid : 1
    )
  }

  /// The problem with the heaviest unit cut into as many equal pieces as there are nodes.
  var cuttingHeaviest: ShardingProblem {
    guard let weight = units.weights.first else { return problem }
    let cut = Set(heaviest)
    let others = problem.items.indices.filter { !cut.contains($0) }
    let places = Dictionary(uniqueKeysWithValues: zip(others, 0...))
    func kept(_ groups: [[Int]]) -> [[Int]] { groups.map { $0.compactMap { places[$0] } } }
    let count = Int64(problem.nodes.count)
    let pieces = (0..<count).map { piece in
      ShardItem(
        name: "\u{0}\(piece)",
        weight: weight / count + (piece < weight % count ? 1 : 0)
      )
    }
    var cutProblem = problem
    cutProblem.items = others.map { problem.items[$0] } + pieces.filter { $0.weight > 0 }
    cutProblem.together = kept(problem.together)
    cutProblem.isolated = kept(problem.isolated)
    return cutProblem
  }
}
