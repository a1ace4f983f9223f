public import StatisticsCore

/// The JSON of a verification; its keys are public interface.
///
/// What is not known is left out.
public struct VerificationDocument: Encodable {
  struct Node: Encodable {
    var index, names, ran, missing, extra, reports: Int
    var predictedSeconds: Double?
    var actualSeconds: Double
  }
  struct Unplaced: Encodable {
    var reports: [String]
    var ran: Int
    var actualSeconds: Double
  }
  struct Defect: Encodable {
    var report: String
    var node: Int?
    var kind: String
    var reason: String?
  }
  struct Missing: Encodable {
    var name: String
    var node: Int
    var isSkippedElsewhere: Bool
  }
  /// A name and where it ran.
  struct Placed: Encodable {
    var name: String
    var nodes: [Int]
    var reports: [String]
  }
  struct Misplaced: Encodable {
    var name: String
    var plannedNode, node: Int
  }
  struct Estimate: Encodable {
    var name: String
    var node: Int
    var predictedSeconds, actualSeconds: Double
  }

  let schemaVersion = 1
  let plan: String
  let isProved: Bool
  let names: Int
  let nodes: [Node]
  let unplaced: Unplaced
  let defects: [Defect]
  let silentNodes: [Int]
  let missing: [Missing]
  let repeated: [Placed]
  let misplaced: [Misplaced]
  let strays, caught: [Placed]
  let skippedOnly, rerun, expectedEmpty: [String]
  let copies: Int
  let predictedMakespanSeconds: Double?
  let actualMakespanSeconds: Double
  let meanError: Double?
  let worstEstimates: [Estimate]

  /// Writes a verification down.
  public init(_ result: PlanVerification) {
    plan = result.planID
    isProved = result.isProved
    names = result.names
    nodes = result.nodes.enumerated().map { index, node in
      Node(node, index: index, hasPredictions: result.hasPredictions)
    }
    unplaced = Unplaced(
      reports: result.unplaced?.reports ?? [],
      ran: result.unplaced?.ran ?? 0,
      actualSeconds: seconds(result.unplaced?.actual ?? 0)
    )
    defects = result.defects.map(Defect.init)
    silentNodes = result.silentNodes
    missing = result.missing.map {
      Missing(name: $0.name, node: $0.node, isSkippedElsewhere: $0.isSkippedElsewhere)
    }
    repeated = result.repeated.map { Placed($0.name, $0.places) }
    misplaced = result.misplaced.map {
      Misplaced(name: $0.name, plannedNode: $0.planned, node: $0.ran)
    }
    strays = result.strays.map { Placed($0.name, $0.places) }
    caught = result.caught.map { Placed($0.name, $0.places) }
    skippedOnly = result.skippedOnly
    rerun = result.rerun
    expectedEmpty = result.expectedEmpty
    copies = result.copies
    predictedMakespanSeconds = result.hasPredictions ? seconds(result.predictedMakespan) : nil
    actualMakespanSeconds = seconds(result.actualMakespan)
    meanError = result.meanError?.rounded(places: 4)
    worstEstimates = result.worstEstimates.map {
      Estimate(
        name: $0.name,
        node: $0.node,
        predictedSeconds: seconds($0.predicted),
        actualSeconds: seconds($0.actual)
      )
    }
  }
}

extension VerificationDocument.Node {
  init(_ node: NodeVerification, index: Int, hasPredictions: Bool) {
    self.init(
      index: index,
      names: node.names,
      ran: node.ran,
      missing: node.missing,
      extra: node.extra,
      reports: node.reports,
      predictedSeconds: hasPredictions ? seconds(node.predicted) : nil,
      actualSeconds: seconds(node.actual)
    )
  }
}

extension VerificationDocument.Defect {
  init(_ defective: DefectiveReport) {
    report = defective.report
    node = defective.node
    switch defective.defect {
    case .brokenOff: kind = "broken_off"
    case .rejected(let reason):
      kind = "rejected"
      self.reason = reason
    }
  }
}

extension VerificationDocument.Placed {
  init(_ name: String, _ places: [RunPlace]) {
    self.name = name
    nodes = places.compactMap { if case .node(let node) = $0 { node } else { nil } }
    reports = places.compactMap { if case .report(let name) = $0 { name } else { nil } }
  }
}
