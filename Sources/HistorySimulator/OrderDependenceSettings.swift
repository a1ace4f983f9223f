/// Tests to be whose outcome depends on what ran before them on their node.
public struct OrderDependenceSettings: Sendable, Hashable {
  /// In which way they depend on it.
  public enum Kind: String, Sendable, Hashable {
    /// They fail when a polluter ran before.
    case victims
    /// They fail unless a setter ran before.
    case brittle
  }

  /// In which way they depend on it.
  public var kind: Kind
  /// How many tests depend on the same polluter or setter, 1 or more.
  public var tests: Int
  /// The job they are in.
  public var job: String

  /// The given number of tests in the first job, if nothing else is said.
  public init(_ kind: Kind, tests: Int, job: String = "unit") {
    self.kind = kind
    self.tests = tests
    self.job = job
  }
}
