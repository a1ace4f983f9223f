public import TestModel

/// What a report of timings lists.
public enum TimedKind: String, Sendable, Hashable, CaseIterable {
  /// Source files.
  case file
  /// Classes.
  case `class`
  /// Single tests.
  case test
  /// Whole suites: a job on a leg of the matrix.
  case suite

  /// What is measured one by one; of suites, their files.
  var measured: ReportedTiming.Kind {
    switch self {
    case .file, .suite: .file
    case .class: .classname
    case .test: .testname
    }
  }
}

/// What is slow in a repository's suites, what became so, and what splitting them does about it.
public struct TimingsReport: Sendable, Hashable {
  /// What is listed.
  public var kind: TimedKind
  /// The window: the runs that began in it are looked at.
  public var window: Range<Timestamp>
  /// The branch whose runs are looked at; none for all.
  public var branch: String?
  /// The suites, those that take longest first.
  public var suites: [SuiteReport]
  /// The files, classes or tests, those that take longest first; empty where suites are listed.
  public var items: [ItemReport]
  /// What became slower or faster, each change once; those that cost most first.
  public var changes: [ChangeReport]
  /// How many series were tried for changes, in all suites.
  public var tried: Int

  /// Looks at the runs of suites.
  ///
  /// - Parameters:
  ///   - suites: each once, in any order.
  ///   - kind: what is listed.
  ///   - window: the window that the runs are of; its end is now.
  ///   - branch: the branch that the runs are of; none for all, of which changes are looked for on the
  ///     default branch.
  public init(
    _ suites: [TimedSuite],
    by kind: TimedKind,
    in window: Range<Timestamp>,
    branch: String? = nil
  ) {
    self.kind = kind
    self.window = window
    self.branch = branch
    let analyses = suites.filter { !$0.timings.runs.isEmpty }
      .map { SuiteAnalysis($0, by: kind, in: window, isOneBranch: branch != nil) }
      .sorted { left, right in
        left.expected != right.expected
          ? left.expected > right.expected
          : (left.suite.repo, left.suite.job, left.suite.variant)
            < (right.suite.repo, right.suite.job, right.suite.variant)
      }
    self.suites = analyses.map(SuiteReport.init)
    items = kind == .suite ? [] : ItemReport.items(of: analyses)
    (changes, tried) = kind == .suite ? ([], 0) : ChangeReport.changes(of: analyses)
  }

  /// What all suites take together, in microseconds, by what is expected of their items.
  public var expected: Int64 { suites.map(\.expected).reduce(0, +) }

  /// What became slower, as far as it is notable and still so.
  public var slowdowns: [ChangeReport] {
    changes.filter { $0.change.isNotable && $0.change.isLast && $0.change.isSlower }
  }

  /// What became faster, as far as it is notable and still so.
  public var speedups: [ChangeReport] {
    changes.filter { $0.change.isNotable && $0.change.isLast && !$0.change.isSlower }
  }
}
