public import StatisticsCore
import TestModel

/// Why the items of a split weigh what they do; its keys are public interface.
public struct SplitExplanation: Encodable, Sendable {
  /// One item.
  public struct Item: Encodable, Sendable {
    /// The name.
    public var name: String
    /// The node, from 0.
    public var node: Int
    /// The expected time.
    public var seconds: Double
    /// The standard deviation of one run around the expected time; none where it is not known.
    public var deviationSeconds: Double?
    /// Where the expected time comes from, in words.
    public var source: String
    /// The times of the last runs, the latest first.
    public var runSeconds: [Double]
  }

  let schemaVersion = 1
  let planId, kind: String
  let total: Int
  let predictedSeconds: Double
  /// What each item takes beside its own time, as learned from what nodes took.
  let perItemSeconds: Double?
  /// What each node takes beside its items.
  let perNodeSeconds: Double?
  let items: [Item]

  /// Explains the items, the longest first.
  ///
  /// - Parameters:
  ///   - plan: the split.
  ///   - estimates: by name, where its weight comes from, and its times in the last runs.
  ///   - costs: what nodes and items take beside the tests; none where it is not known.
  public init(
    _ plan: SplitPlan,
    estimates: [String: (estimate: DurationEstimate, runs: [Int64])],
    costs: FixedCosts?
  ) {
    planId = plan.id
    kind = plan.kind
    total = plan.nodes.count
    predictedSeconds = seconds(plan.makespan)
    perItemSeconds = costs.map { seconds($0.perItem) }
    perNodeSeconds = costs.map { seconds($0.perNode) }
    items = plan.items.sorted { $0.weight > $1.weight }.map { item in
      let known = estimates[item.name]
      let deviation = known?.estimate.deviation ?? 0
      return Item(
        name: item.name,
        node: Int(item.node),
        seconds: seconds(item.weight),
        deviationSeconds: deviation > 0 ? seconds(deviation) : nil,
        source: known.map { $0.estimate.source.words } ?? DurationEstimate.Source.none.words,
        runSeconds: known?.runs.map(seconds) ?? []
      )
    }
  }

  /// The explanation as a table for terminals.
  public var text: String {
    var table = TerminalTable([
      ("NAME", .left), ("NODE", .right), ("EXPECTED", .right), ("±", .right), ("FROM", .left),
    ])
    for item in items {
      table.add([
        item.name, "\(item.node)", duration(item.seconds),
        item.deviationSeconds.map(duration) ?? "–", item.source + times(item.runSeconds),
      ])
    }
    var text = "plan \(planId): \(plural(items.count, "name")) on \(plural(total, "node"))\n"
    if let perItemSeconds, perItemSeconds > 0 {
      text += "\(duration(perItemSeconds)) of each is what runs took beside their tests\n"
    }
    return text + "\n" + table.text
  }

  private func times(_ seconds: [Double]) -> String {
    guard !seconds.isEmpty else { return "" }
    let shown = seconds.prefix(5).map(duration).joined(separator: ", ")
    return ": " + shown + (seconds.count > 5 ? ", …" : "")
  }

  private func duration(_ seconds: Double) -> String {
    humanDuration(Microseconds(seconds: seconds) ?? .zero)
  }
}

extension DurationEstimate.Source {
  /// Where an estimate comes from, in words.
  var words: String {
    switch self {
    case .history(let runs): plural(runs, "run")
    case .imported: "imported timings"
    case .folder(let path, let bySize): "the others in \(path)" + (bySize ? ", and its size" : "")
    case .suite(let bySize): "all others" + (bySize ? ", and its size" : "")
    case .option: "--time-default"
    case .none: "nothing is known"
    }
  }
}

/// Microseconds as seconds.
func seconds(_ microseconds: Int64) -> Double { Double(microseconds) / 1e6 }
