import ArgumentParser
import Foundation
import Reporter
import StatisticsCore
import TestModel

struct TestsSplit: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "split",
    abstract: "Print the tests that this node is to run.",
    discussion: """
      Reads names from FILE or standard input. All nodes that see the same names and the same history \
      get parts that together hold each name exactly once; the ID of the plan on standard error is the \
      same on all of them. Without timings it says so, and splits by name.
      """
  )

  @OptionGroup(title: "Names and weights") var items: ItemOptions
  @OptionGroup(title: "Nodes") var node: NodeOptions
  @OptionGroup(title: "Constraints") var constraints: ConstraintOptions
  @Option(
    help: ArgumentHelp("Take the part of this node from a plan.", valueName: "file or ID")
  )
  var plan: String?
  @Flag(help: "Let node 0 take the names that are not in the plan.") var catchAll = false
  @Flag(help: "Print counts on standard error.") var showCounts = false
  @OptionGroup var form: SelectionOptions
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    if let plan {
      let part = try PlannedPart(self, plan: plan, in: surroundings)
      return try form.output(
        part.names,
        kind: part.kind,
        nul: items.nul,
        among: part.candidates,
        remarks: part.remarks,
        in: surroundings
      )
    }
    let node = try SplitNode(node, in: surroundings)
    let candidates = try items.requiredCandidates(for: "split", in: surroundings)
    let split = try split(candidates, node, in: surroundings)
    let names = split.names(ofNode: node.index)
    return try form.output(
      names,
      kind: split.weighed.kind,
      nul: items.nul,
      among: candidates.items,
      remarks: node.remarks + candidates.remarks + split.weighed.remarks
        + split.remarks(for: node, showsCounts: showCounts),
      in: surroundings
    )
  }

  /// Splits the candidates as the options say.
  func split(
    _ candidates: SplitCandidates,
    _ node: SplitNode,
    in surroundings: Surroundings
  ) throws -> SplitComputation {
    let weighing = Weighing(
      options: items,
      common: common,
      surroundings: surroundings,
      previousTotal: constraints.stable == nil ? nil : node.total
    )
    let weighed = try weighing.weigh(candidates.items)
    return try SplitComputation(weighed, total: node.total, constraints)
  }
}

extension SplitComputation {
  /// What this node is told of the whole split.
  func remarks(for node: SplitNode, showsCounts: Bool) -> [String] {
    var remarks: [String] = []
    let own = partition.nodes[node.index].count
    if !weighed.estimates.isEmpty {
      remarks.append(
        "plan \(planID): node \(node.index) of \(node.total) takes "
          + "\(time(partition.loads[node.index])), the longest \(time(partition.makespan)), "
          + "\(gapText(partition.gap)) over the lower bound" + stability
      )
    }
    if showsCounts {
      remarks.append(
        "node \(node.index) of \(node.total): \(grouped(own)) of "
          + "\(plural(weighed.items.count, "name"))"
      )
    }
    return remarks
  }

  private var stability: String {
    guard !weighed.previous.isEmpty else { return "" }
    guard weighed.previous.contains(where: { $0 >= 0 }) else {
      return "; no last run over as many nodes is known"
    }
    return "; \(plural(partition.moved, "name")) moved to another node"
  }

  private func time(_ microseconds: Int64) -> String { humanDuration(Microseconds(microseconds)) }
}
