import ArgumentParser
import Reporter
import StatisticsCore
import TestModel

struct TestsPlan: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Split once for all nodes, and say what more or fewer nodes would do.",
    discussion: """
      Reads names from FILE or standard input, and weighs them by timings. The plan has an ID made of \
      its content and is kept beside the history; with --output it is written to a file that nodes \
      share: evenkeel tests split --plan FILE.
      """
  )

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, github, gitlab }

  @OptionGroup(title: "Names and weights") var items: ItemOptions
  @Option(help: "The number of nodes. Default: from the CI provider's environment.") var total: Int?
  @Option(help: "As few nodes as take no longer than this, such as 10m.") var target: SpanArgument?
  @Option(help: "The most nodes that are looked at.") var max = 40
  @Option(
    help: """
      What a node takes beside its tests, such as 45s. Default: as learned from the job runs.
      """
  )
  var overhead: SpanArgument?
  @OptionGroup(title: "Constraints") var constraints: ConstraintOptions
  @Option(help: "How to print it: table, json, or a matrix for github or gitlab.")
  var format = Format.table
  @Option(name: .shortAndLong, help: "Write the plan to this file, as JSON.") var output: String?
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    guard (1...SplitNode.mostNodes).contains(max) else {
      throw CommandFailure("--max is 1 to \(SplitNode.mostNodes), and not \(max)", .usage)
    }
    let known = try SplitNode.total(total, in: surroundings)
    let weighing = Weighing(
      options: items,
      common: common,
      surroundings: surroundings,
      splitBy: .timings,
      previousTotal: constraints.stable == nil ? nil : known
    )
    let items = items
    let weighed = try weighing.weigh {
      try items.requiredCandidates(for: "plan", in: surroundings)
    }
    guard !weighed.items.isEmpty else {
      throw CommandFailure("there are no names to plan; check the pattern", .unusableInput)
    }
    let curve = try SplitCurve(
      weighed,
      total: known,
      upTo: max,
      overhead: overhead?.span,
      constraints
    )
    let nodes = try number(known: known, curve)
    let split = try SplitComputation(weighed, total: nodes, constraints)
    return try delivered(
      split,
      curve,
      remarks: weighed.remarks,
      in: surroundings
    )
  }

  /// How many nodes the plan is for.
  private func number(known: Int?, _ curve: SplitCurve) throws -> Int {
    guard let target else {
      guard let known else {
        throw CommandFailure("say for how many nodes: --total 8, or --target 10m", .usage)
      }
      return known
    }
    guard total == nil else {
      throw CommandFailure("give --total or --target, and not both", .usage)
    }
    return try curve.nodes(for: target.span)
  }

  private func delivered(
    _ split: SplitComputation,
    _ curve: SplitCurve,
    remarks: [String],
    in surroundings: Surroundings
  ) throws -> CommandOutput {
    let plan = split.plan
    let document = try jsonText(PlanDocument(plan, curve: curve.points, costs: curve.costs))
    if let output {
      _ = try surroundings.deliver(document, to: output)
    } else {
      try PlanStore(common, in: surroundings).keep(document, id: plan.id)
    }
    switch format {
    case .json: return CommandOutput(output == nil ? document : "", remarks: remarks)
    case .table:
      let text = planText(
        plan,
        curve: curve.points,
        costs: curve.costs,
        withoutFloor: try curve.makespanWithoutFloor(nodes: plan.nodes.count)
      )
      return CommandOutput(text, remarks: remarks)
    case .github: return CommandOutput(githubMatrix(plan.summary), remarks)
    case .gitlab: return CommandOutput(gitlabChildPipeline(plan.summary), remarks)
    }
  }
}

extension CommandOutput {
  fileprivate init(_ matrix: Selection, _ remarks: [String]) {
    self.init(matrix.text, remarks: remarks + matrix.warnings)
  }
}

extension SplitPlan {
  /// The nodes, as a matrix of jobs needs them.
  fileprivate var summary: [PlannedNode] {
    var names = Array(repeating: 0, count: nodes.count)
    for item in items { names[Int(item.node)] += 1 }
    return nodes.indices.map { node in
      PlannedNode(
        index: node,
        total: nodes.count,
        seconds: Double(nodes[node].predicted) / 1e6,
        items: names[node]
      )
    }
  }
}
