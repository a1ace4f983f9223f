public import TestModel

/// A report of the run that is held against a plan.
public struct RunReport: Sendable, Hashable {
  /// The cases of one file and class, or of one name where the plan is of tests.
  public struct Unit: Sendable, Hashable {
    /// What the cases belong to.
    public var unit: TimedUnit
    /// The cases that ran, each as a hash of its name; skipped ones are none.
    public var cases: [UInt64]
    /// How many of those that ran bear a name that another case of the report has as well.
    public var alike: Int
    /// How many cases were skipped.
    public var skipped: Int
    /// The time of all attempts, in microseconds.
    public var duration: Int64

    /// Creates a unit.
    public init(
      unit: TimedUnit,
      cases: [UInt64] = [],
      alike: Int = 0,
      skipped: Int = 0,
      duration: Int64 = 0
    ) {
      self.unit = unit
      self.cases = cases
      self.alike = alike
      self.skipped = skipped
      self.duration = duration
    }
  }

  /// Why a report does not say all that ran.
  public enum Defect: Sendable, Hashable {
    /// It breaks off: what came before the break is known.
    case brokenOff
    /// It cannot be used, for this reason, the end of a sentence.
    case rejected(reason: String)
  }

  /// What it is called.
  public var name: String
  /// The node that wrote it, from 0, where the caller knows.
  public var node: Int?
  /// The same text for the same bytes; empty where it is not known.
  public var digest: String
  /// Why it does not say all that ran; none of a whole one.
  public var defect: Defect?
  /// What it holds, each unit once.
  public var units: [Unit]

  /// Creates a report.
  public init(
    name: String,
    node: Int? = nil,
    digest: String = "",
    defect: Defect? = nil,
    units: [Unit] = []
  ) {
    self.name = name
    self.node = node
    self.digest = digest
    self.defect = defect
    self.units = units
  }
}
