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

  @OptionGroup var request: SplitRequest
  @OptionGroup(title: "Output") var form: SelectionOptions

  var common: CommonOptions { request.common }

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let part = try NodePart(request, command: "split", in: surroundings)
    return try form.output(
      part.names,
      kind: part.plan.kind,
      nul: request.items.nul,
      among: part.plan.items.map(\.name),
      remarks: part.remarks,
      in: surroundings
    )
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
