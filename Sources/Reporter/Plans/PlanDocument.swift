public import Foundation
public import StatisticsCore

/// The JSON of a frozen split; its keys are public interface.
///
/// Weights are in seconds with six decimals, so that reading gives the very numbers that were written,
/// and with them the same ID.
public struct PlanDocument: Codable {
  struct Node: Codable {
    var index: Int
    var predictedSeconds, biasSeconds, speed: Double
    var items: [Item]
  }
  struct Item: Codable {
    var name: String
    var seconds: Double
  }
  struct Coverage: Codable { var names, time: Double }
  struct Costs: Codable {
    var perNodeSeconds, perItemSeconds: Double
    var jobRuns: Int
  }
  struct CurvePoint: Codable {
    var nodes: Int
    var seconds, nodeSeconds, efficiency: Double
  }

  let schemaVersion: Int
  let id, kind: String
  let total: Int
  let predictedSeconds, lowerBoundSeconds, gap: Double
  let coverage: Coverage
  let longest: Item?
  let fixedCosts: Costs?
  let curve: [CurvePoint]
  let nodes: [Node]

  /// Writes a plan down.
  ///
  /// - Parameters:
  ///   - plan: the plan.
  ///   - curve: what each number of nodes would take, from 1 on.
  ///   - costs: what nodes and items take beside the tests; none where it is not known.
  public init(_ plan: SplitPlan, curve: [NodeCountPoint] = [], costs: FixedCosts? = nil) {
    schemaVersion = 1
    id = plan.id
    kind = plan.kind
    total = plan.nodes.count
    predictedSeconds = seconds(plan.makespan)
    lowerBoundSeconds = seconds(plan.lowerBound)
    gap = plan.gap.rounded(places: 6)
    coverage = Coverage(
      names: plan.coveredNames.rounded(places: 4),
      time: plan.coveredTime.rounded(places: 4)
    )
    longest = plan.longest.map { Item(name: $0.name, seconds: seconds($0.weight)) }
    fixedCosts = costs.map {
      Costs(
        perNodeSeconds: seconds($0.perNode),
        perItemSeconds: seconds($0.perItem),
        jobRuns: $0.runs
      )
    }
    self.curve = curve.map {
      CurvePoint(
        nodes: $0.nodes,
        seconds: seconds($0.makespan),
        nodeSeconds: seconds($0.cost),
        efficiency: $0.efficiency.rounded(places: 4)
      )
    }
    var items: [[Item]] = Array(repeating: [], count: plan.nodes.count)
    for item in plan.items {
      items[Int(item.node)].append(Item(name: item.name, seconds: seconds(item.weight)))
    }
    nodes = plan.nodes.enumerated().map { index, node in
      Node(
        index: index,
        predictedSeconds: seconds(node.predicted),
        biasSeconds: seconds(node.bias),
        speed: Double(node.speed) / 1000,
        items: items[index]
      )
    }
  }

  /// Reads a plan.
  ///
  /// - Throws: `PlanError` where the text is no plan, or was changed after it was made.
  public static func plan(from data: Data) throws(PlanError) -> SplitPlan {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let document = try? decoder.decode(PlanDocument.self, from: data) else {
      throw PlanError.notAPlan
    }
    guard document.schemaVersion == 1 else { throw PlanError.fromTheFuture }
    let plan = try document.plan()
    guard plan.id == document.id else {
      throw PlanError.changed(said: document.id, is: plan.id)
    }
    return plan
  }

  private func plan() throws(PlanError) -> SplitPlan {
    var items: [SplitPlan.Item] = []
    var names: Set<[UInt8]> = []
    for (index, node) in nodes.enumerated() {
      guard node.index == index else { throw PlanError.notAPlan }
      for item in node.items {
        guard names.insert(Array(item.name.utf8)).inserted else {
          throw PlanError.repeated(name: item.name)
        }
        items.append(
          SplitPlan.Item(name: item.name, weight: microseconds(item.seconds), node: Int32(index))
        )
      }
    }
    return SplitPlan(
      kind: kind,
      items: items,
      nodes: nodes.map {
        SplitPlan.Node(
          bias: microseconds($0.biasSeconds),
          speed: Int(($0.speed * 1000).rounded().clamped(to: 0...1e9)),
          predicted: microseconds($0.predictedSeconds)
        )
      },
      lowerBound: microseconds(lowerBoundSeconds),
      coveredNames: coverage.names,
      coveredTime: coverage.time
    )
  }
}

/// Why a file is not a plan that can be used.
public enum PlanError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file is something else.
  case notAPlan
  /// A later version of Evenkeel wrote it.
  case fromTheFuture
  /// An item is in it twice.
  case repeated(name: String)
  /// Its content does not have the ID that it names.
  case changed(said: String, is: String)

  /// The end of a sentence that begins with the file.
  public var description: String {
    switch self {
    case .notAPlan: "is no plan of Evenkeel's; make one with `evenkeel tests plan --output FILE`"
    case .fromTheFuture: "was made by a later version of Evenkeel; update this one"
    case .repeated(let name): "has \"\(terminalText(name))\" twice; make the plan again"
    case .changed(let said, let content):
      "was changed after it was made: it says \(terminalText(said)), and its content is \(content); make the plan again"
    }
  }
}

/// The nearest whole number of microseconds; what no plan can hold becomes the nearest that it can.
private func microseconds(_ seconds: Double) -> Int64 {
  Int64((seconds.clamped(to: -1e12...1e12) * 1e6).rounded())
}

extension Double {
  fileprivate func clamped(to range: ClosedRange<Double>) -> Double {
    isNaN ? 0 : min(max(self, range.lowerBound), range.upperBound)
  }
}
