import ArgumentParser
import Reporter
import StatisticsCore

struct TestsExplain: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show what each name weighs in a split, and where that comes from.",
    discussion: "Reads names from FILE or standard input, and weighs them by timings."
  )

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json }

  @OptionGroup(title: "Names and weights") var items: ItemOptions
  @Option(help: "The number of nodes. Default: from the CI provider's environment, else 1.")
  var total: Int?
  @OptionGroup(title: "Constraints") var constraints: ConstraintOptions
  @Option(help: "How to print it.") var format = Format.table
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let total = try SplitNode.total(total, in: surroundings) ?? 1
    let weighing = Weighing(
      options: items,
      common: common,
      surroundings: surroundings,
      splitBy: .timings,
      previousTotal: constraints.stable == nil ? nil : total,
      withRuns: true
    )
    let items = items
    let weighed = try weighing.weigh {
      try items.requiredCandidates(for: "explain", in: surroundings)
    }
    guard !weighed.estimates.isEmpty || weighed.items.isEmpty else {
      throw CommandFailure(
        (weighed.remarks + ["there is nothing to explain"]).joined(separator: "; "),
        .unusableInput
      )
    }
    let split = try SplitComputation(weighed, total: total, constraints)
    let explanation = SplitExplanation(
      split.plan,
      estimates: weighed.estimatesByName,
      costs: weighed.fixedCosts
    )
    return try surroundings.deliver(
      format == .json ? try jsonText(explanation) : explanation.text,
      to: output,
      remarks: weighed.remarks
    )
  }
}

extension WeighedItems {
  /// By name, the estimate and the times of the last runs, the latest first.
  fileprivate var estimatesByName: [String: (estimate: DurationEstimate, runs: [Int64])] {
    var byName: [String: (estimate: DurationEstimate, runs: [Int64])] = [:]
    for position in items.indices {
      let range = observations.starts[position]..<observations.starts[position + 1]
      let runs = observations.values[range].sorted { $0.run < $1.run }.map(\.duration)
      byName[items[position]] = (estimates[position], runs)
    }
    return byName
  }
}
