public import TestModel

/// What one test did in a window, run by run, as a report tells it.
public struct TestStrip: Sendable, Hashable {
  /// How a test did in one job run.
  public enum Cell: Sendable, Hashable, CaseIterable {
    /// Its first attempt passed, and so did the last.
    case passed
    /// It failed first, and passed in the end.
    case passedOnRetry
    /// It failed in the end.
    case failed
    /// It failed together with others, and the failure is not its own.
    case incident
    /// It did not run.
    case skipped
  }

  /// The runs of one job and variant.
  public struct Lane: Sendable, Hashable {
    /// The job and variant.
    public var stream: JobVariant
    /// How the test did in each job run, the oldest first.
    public var cells: [Cell]

    /// Creates a lane.
    public init(stream: JobVariant, cells: [Cell]) {
      self.stream = stream
      self.cells = cells
    }

    /// How many job runs ended in one way.
    public func count(_ cell: Cell) -> Int { cells.count { $0 == cell } }
  }

  /// One text of failures.
  public struct Signature: Sendable, Hashable {
    /// The text; none for failures that said nothing.
    public var text: String?
    /// How many job runs it was the first failure of.
    public var count: Int
    /// The row of the last of them.
    public var lastJobRunID: Int64
    /// When that began.
    public var last: Timestamp
  }

  /// The test's runs by job and variant, in the order of their names.
  public var lanes: [Lane]
  /// What its failures said, the most frequent first.
  public var signatures: [Signature]
  /// What first attempts that passed took; none where that is not known.
  public var passed: AttemptDurations?
  /// What first attempts that failed took; none where that is not known.
  public var failed: AttemptDurations?
  /// The days in UTC on which it ran, since 1970, ascending.
  public var days: [Int]
}

/// What some attempts took.
public struct AttemptDurations: Sendable, Hashable {
  /// Fewer durations than these have no 95th percentile beside their maximum.
  static let fewestForP95 = 20

  /// The lower median.
  public var median: Microseconds
  /// What 95 of 100 stay within, by the nearest rank; none of fewer than 20.
  public var p95: Microseconds?
  /// How many durations there are.
  public var count: Int

  /// Sums some durations up; none where there are none.
  ///
  /// - Parameter seconds: the durations; negative ones are not known, and left out.
  init?(seconds: [Float]) {
    let known = seconds.filter { $0 >= 0 && $0.isFinite }.sorted()
    guard !known.isEmpty else { return nil }
    guard let median = Microseconds(seconds: Double(known[(known.count - 1) / 2])) else {
      return nil
    }
    self.median = median
    count = known.count
    guard count >= AttemptDurations.fewestForP95 else { return }
    p95 = Microseconds(seconds: Double(known[(count * 95 + 99) / 100 - 1]))
  }
}
