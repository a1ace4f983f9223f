import StatisticsCore

/// How many items move from one snapshot of a suite to the next, with and without the nodes that
/// they had.
struct StabilityScore {
  let suite: String
  let nodes: Int
  let tolerance: Double
  private var steps = 0
  private var items = 0
  private var moved = 0
  private var movedFreely = 0
  private var gaps = 0.0

  init(_ suite: String, _ snapshots: Snapshots, nodes: Int, tolerance: Double) throws {
    self.suite = suite
    self.nodes = nodes
    self.tolerance = tolerance
    var kept: [String: Int] = [:]
    var free: [String: Int] = [:]
    for (step, items) in snapshots.items.enumerated() {
      var problem = ShardingProblem(items: items, total: nodes)
      let freely = StabilityScore.nodes(of: items, try partition(problem))
      if step == 0 {
        (kept, free) = (freely, freely)
        continue
      }
      problem.previous = items.map { kept[$0.name] ?? -1 }
      problem.tolerance = tolerance
      let stable = try partition(problem)
      steps += 1
      self.items += items.count
      moved += stable.moved
      movedFreely += items.count { item in
        free[item.name].map { $0 != freely[item.name] } ?? false
      }
      gaps += stable.gap
      kept = StabilityScore.nodes(of: items, stable)
      free = freely
    }
  }

  private static func nodes(of items: [ShardItem], _ partition: Partition) -> [String: Int] {
    var nodes: [String: Int] = [:]
    for (node, positions) in partition.nodes.enumerated() {
      for position in positions { nodes[items[position].name] = node }
    }
    return nodes
  }

  /// A table of scores in Markdown; suites of one snapshot have none.
  static func table(_ scores: [StabilityScore]) -> String {
    let head = """
      | suite | steps | nodes | tolerance % | items | moved freely | moved | gap % |
      |---|---:|---:|---:|---:|---:|---:|---:|
      """
    return ([head] + scores.filter { $0.steps > 0 }.map(\.row)).joined(separator: "\n")
  }

  private var row: String {
    func perStep(_ count: Int) -> String { rounded(Double(count) / Double(steps), 1) }
    let cells = [
      suite, "\(steps)", "\(nodes)", rounded(100 * tolerance, 1), perStep(items),
      perStep(movedFreely), perStep(moved), rounded(100 * gaps / Double(steps), 3),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}
