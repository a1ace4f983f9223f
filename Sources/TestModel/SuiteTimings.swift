/// What timings are kept of: the cases of one file and class, or a single case of them.
public struct TimedUnit: Sendable, Hashable {
  /// The file; where the reports name none, the one that the class was found in, else empty.
  public var file: String
  /// The class; empty where the reports name none.
  public var classname: String
  /// The case, where the unit is a single one; empty otherwise.
  public var name: String

  /// Creates a unit.
  public init(file: String, classname: String, name: String = "") {
    self.file = file
    self.classname = classname
    self.name = name
  }
}

/// How long a unit took in one run of the suite.
public struct UnitTiming: Sendable, Hashable {
  /// The unit: its position in `SuiteTimings.units`.
  public var unit: Int32
  /// The run: its position in `SuiteTimings.runs`.
  public var run: Int32
  /// How many of its cases ran: skipped ones are none.
  public var cases: Int32
  /// How many of its cases failed at some attempt: a unit that failed may have ended early.
  public var failures: Int32
  /// The time of all attempts, and of set-ups that only the suite's own time counts.
  public var duration: Microseconds

  /// Creates a timing.
  public init(unit: Int32, run: Int32, cases: Int32, failures: Int32, duration: Microseconds) {
    self.unit = unit
    self.run = run
    self.cases = cases
    self.failures = failures
    self.duration = duration
  }
}

/// One run of a suite: the job runs of all nodes of one attempt of a job in a pipeline.
public struct SuiteRun: Sendable, Hashable {
  /// The job runs, one or more a node, by node and then by start.
  public var jobRuns: [RecordedJobRun]

  /// Creates a run of a suite.
  public init(jobRuns: [RecordedJobRun]) { self.jobRuns = jobRuns }
}

/// What the units of a job run took together.
public struct JobRunTotal: Sendable, Hashable {
  /// How many units the job run has timings of.
  public var units: Int
  /// Their time together.
  public var duration: Microseconds

  /// Creates a total.
  public init(units: Int = 0, duration: Microseconds = .zero) {
    self.units = units
    self.duration = duration
  }
}

/// How long the units of a suite took in its last runs.
public struct SuiteTimings: Sendable, Hashable {
  /// The runs, the latest first.
  public var runs: [SuiteRun]
  /// The units that took time in any of them, each once.
  public var units: [TimedUnit]
  /// The timings, by unit and then by run; a unit has one at most of a run.
  public var timings: [UnitTiming]
  /// By run and then by job run as in `runs`, what its units took together.
  public var totalsOfJobRuns: [[JobRunTotal]]
  /// By run and then by job run as in `runs`, the units that the node ran.
  ///
  /// Positions in `units`; filled only where it was asked for.
  public var unitsOfJobRuns: [[[Int32]]]

  /// Creates timings.
  public init(
    runs: [SuiteRun] = [],
    units: [TimedUnit] = [],
    timings: [UnitTiming] = [],
    totalsOfJobRuns: [[JobRunTotal]] = [],
    unitsOfJobRuns: [[[Int32]]] = []
  ) {
    self.runs = runs
    self.units = units
    self.timings = timings
    self.totalsOfJobRuns = totalsOfJobRuns
    self.unitsOfJobRuns = unitsOfJobRuns
  }
}
