/// A job of every pipeline and the tests it runs.
public struct JobSettings: Sendable, Hashable {
  /// A variant of a job, such as a Python version.
  public struct Variant: Sendable, Hashable {
    /// The name, such as `py312`.
    public var name: String
    /// How many nodes share the tests, 1 or more.
    public var nodeTotal: Int

    /// The variant of the given name, on one node when nothing else is said.
    public init(_ name: String, nodeTotal: Int = 1) {
      self.name = name
      self.nodeTotal = nodeTotal
    }
  }

  /// The name of the job.
  public var name: String
  /// The folder its test files are in.
  public var folder: String
  /// How many tests it begins with.
  public var tests: Int
  /// The variants it runs on, at least one.
  public var variants: [Variant]
  /// The median of the tests' median durations, in milliseconds.
  public var medianMilliseconds: Double
  /// What a job run takes before its first test, in milliseconds.
  public var setupMilliseconds: Int
  /// How often a failing test is run again inside the job, 0 or more.
  public var retries: Int

  /// A job of the given tests and variants.
  public init(
    name: String,
    folder: String,
    tests: Int,
    variants: [Variant],
    medianMilliseconds: Double,
    setupMilliseconds: Int,
    retries: Int = 0
  ) {
    self.name = name
    self.folder = folder
    self.tests = tests
    self.variants = variants
    self.medianMilliseconds = medianMilliseconds
    self.setupMilliseconds = setupMilliseconds
    self.retries = retries
  }
}
