/// Where something ran.
public enum RunPlace: Sendable, Hashable {
  /// On a node, from 0.
  case node(Int)
  /// In a report whose node is not known for sure.
  case report(String)
}

/// A report that does not say all that ran.
public struct DefectiveReport: Sendable, Hashable {
  /// What it is called.
  public var report: String
  /// The node that wrote it; none where that cannot be told.
  public var node: Int?
  /// What is wrong with it.
  public var defect: RunReport.Defect
}

/// A name of the plan of which no case is in any report.
public struct MissingName: Sendable, Hashable {
  /// The name.
  public var name: String
  /// Where it was planned.
  public var node: Int
  /// Whether the reports of other nodes have cases of it, all skipped: that is how some runners show
  /// what they were not told to run.
  public var isSkippedElsewhere: Bool
}

/// A name of the plan that ran more than once, or may have.
public struct RepeatedName: Sendable, Hashable {
  /// The name.
  public var name: String
  /// Where it ran; one report, where that has several cases of one name and may be of several nodes.
  public var places: [RunPlace]
}

/// A name of the plan that ran once, and elsewhere.
public struct MisplacedName: Sendable, Hashable {
  /// The name.
  public var name: String
  /// Where it was planned.
  public var planned: Int
  /// Where it ran.
  public var ran: Int
}

/// Something that ran and is not in the plan.
public struct StrayName: Sendable, Hashable {
  /// What the reports call it: its file, its class or its test, as the plan's names are.
  public var name: String
  /// Where it ran.
  public var places: [RunPlace]
}

/// An estimate and what came of it.
public struct EstimateError: Sendable, Hashable {
  /// The name.
  public var name: String
  /// Where it ran.
  public var node: Int
  /// How long it was expected to take on the node, in microseconds.
  public var predicted: Int64
  /// How long it took, in microseconds.
  public var actual: Int64

  /// How far the estimate was off, in microseconds: over 0 where it took longer.
  public var error: Int64 { actual - predicted }
}
