/// What reading one report found beside its cases.
public struct ReportSummary: Sendable, Hashable {
  /// The program that wrote the report, as far as its shape tells; `unknown` otherwise.
  public var producer: String
  /// Whether the producer is a linter, whose entries are findings and no tests.
  public var isCheck: Bool
  /// How many cases ended in each way, and how many were retried.
  public var counts: CaseCounts
  /// What a reader of the report should know, in the order in which it was found.
  public var notes: [ReportNote]
  /// Whether the report breaks off before its end: what is absent from it did not pass.
  public var isTruncated: Bool
  /// When the report's first suite that says so began.
  public var startedAt: Timestamp?
  /// The machine that the report's first suite that says so ran on.
  public var hostname: String?
  /// Whether the report holds timings and no runs: it feeds estimates and counts as no run.
  public var isTimingsOnly: Bool

  /// Creates the summary of a report in which nothing was found.
  public init(
    producer: String = "unknown",
    isCheck: Bool = false,
    counts: CaseCounts = CaseCounts(),
    notes: [ReportNote] = [],
    isTruncated: Bool = false,
    startedAt: Timestamp? = nil,
    hostname: String? = nil,
    isTimingsOnly: Bool = false
  ) {
    self.producer = producer
    self.isCheck = isCheck
    self.counts = counts
    self.notes = notes
    self.isTruncated = isTruncated
    self.startedAt = startedAt
    self.hostname = hostname
    self.isTimingsOnly = isTimingsOnly
  }
}

/// A remark on a report, with the line it is about.
public struct ReportNote: Sendable, Hashable {
  /// The line in the report, from 1; none when the remark is about the whole report.
  public var line: Int?
  /// One sentence.
  public var text: String

  /// Creates a remark.
  public init(line: Int? = nil, text: String) {
    self.line = line
    self.text = text
  }
}

/// Numbers of cases by how they ended.
public struct CaseCounts: Sendable, Hashable {
  /// Cases in all; a case with several attempts counts once.
  public var cases = 0
  /// Cases whose last attempt passed.
  public var passed = 0
  /// Cases whose last attempt failed.
  public var failed = 0
  /// Cases whose last attempt did not get to its end.
  public var errored = 0
  /// Cases that did not run.
  public var skipped = 0
  /// Cases with more than one attempt.
  public var retried = 0

  /// Creates counts of nothing.
  public init() {}

  /// Counts one more case.
  public mutating func add(_ outcome: Outcome, isRetried: Bool) {
    change(outcome, isRetried: isRetried, by: 1)
  }

  /// Takes one case back.
  public mutating func remove(_ outcome: Outcome, isRetried: Bool) {
    change(outcome, isRetried: isRetried, by: -1)
  }

  /// The sum of two counts.
  public static func + (left: CaseCounts, right: CaseCounts) -> CaseCounts {
    var sum = left
    sum.cases += right.cases
    sum.passed += right.passed
    sum.failed += right.failed
    sum.errored += right.errored
    sum.skipped += right.skipped
    sum.retried += right.retried
    return sum
  }

  private mutating func change(_ outcome: Outcome, isRetried: Bool, by amount: Int) {
    cases += amount
    switch outcome {
    case .passed: passed += amount
    case .failed: failed += amount
    case .errored: errored += amount
    case .skipped: skipped += amount
    }
    if isRetried { retried += amount }
  }
}
