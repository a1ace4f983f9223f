public import TestModel

/// What the analysis of flakiness looks at: the runs of a window, the tests that failed in it, and
/// all executions of those tests.
public struct FlakinessHistory: Sendable {
  /// When the window begins.
  public var from: Timestamp
  /// When it ends; what is asked is how things stood then.
  public var asOf: Timestamp
  /// The job runs of the window, by start.
  public var jobRuns: [RecordedJobRun]
  /// The tests that failed at least once in the window.
  public var tests: [RecordedTest]
  /// All executions of those tests in those runs.
  public var executions: [Execution]
  /// The texts of the signatures that the executions name.
  public var signatures: [Int64: String]

  /// Creates a history.
  public init(
    from: Timestamp,
    asOf: Timestamp,
    jobRuns: [RecordedJobRun],
    tests: [RecordedTest],
    executions: [Execution],
    signatures: [Int64: String]
  ) {
    self.from = from
    self.asOf = asOf
    self.jobRuns = jobRuns
    self.tests = tests
    self.executions = executions
    self.signatures = signatures
  }
}

/// One test in one job run: its attempts in order.
struct TestRun {
  var test: Int
  var run: Int
  var attempts: [Execution]

  var first: Outcome { attempts[0].outcome }
  var last: Outcome { attempts[attempts.count - 1].outcome }
  var ran: Bool { first != .skipped }
  var failedFirst: Bool { first.isFailure }
  var failedFinally: Bool { last.isFailure }
  var passedOnRetry: Bool { failedFirst && last == .passed }
  var signature: Int64? {
    attempts.lazy.filter { $0.outcome.isFailure }.compactMap(\.signatureID).first
  }

  /// The time of the attempts that only a failure made necessary.
  var retryTime: Microseconds {
    attempts.dropFirst().compactMap(\.duration).reduce(.zero, +)
  }
}

/// What reports call a test, whichever of several cases of that name it is.
private struct TestName: Hashable {
  var repo: String
  var id: TestID
}

extension RecordedTest {
  fileprivate var name: TestName {
    var id = testID
    id.ordinal = 1
    return TestName(repo: repo, id: id)
  }
}

/// A history in the order in which it is looked through: tests and runs by their position, and the
/// runs of each test by time.
struct OrderedHistory {
  let history: FlakinessHistory
  let runs: [RecordedJobRun]
  let tests: [RecordedTest]
  /// By test, in the order of the runs.
  let testRuns: [[TestRun]]
  /// By run, what makes runs of a test comparable: one job and one variant of it.
  private let streams: [JobVariant]
  /// How many names meant several cases in some of the runs; those runs of theirs are left out.
  let ambiguousNames: Int

  init(_ history: FlakinessHistory) {
    self.history = history
    runs = history.jobRuns.sorted { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
    tests = history.tests.sorted { ($0.repo, $0.testID) < ($1.repo, $1.testID) }
    streams = runs.map { run in
      JobVariant(job: run.jobRun.job ?? "", variant: run.jobRun.variant ?? "")
    }
    let runPositions = Dictionary(uniqueKeysWithValues: runs.enumerated().map { ($1.id, $0) })
    let testPositions = Dictionary(uniqueKeysWithValues: tests.enumerated().map { ($1.id, $0) })
    var placed = Array(repeating: [(run: Int, execution: Execution)](), count: tests.count)
    for execution in history.executions {
      guard let test = testPositions[execution.testRowID],
        let run = runPositions[execution.jobRunID]
      else { continue }
      placed[test].append((run, execution))
    }
    let all = placed.enumerated().map { test, executions in
      var testRuns: [TestRun] = []
      let inOrder = executions.sorted {
        ($0.run, $0.execution.attempt) < ($1.run, $1.execution.attempt)
      }
      for (run, execution) in inOrder {
        if testRuns.last?.run == run {
          testRuns[testRuns.count - 1].attempts.append(execution)
        } else {
          testRuns.append(TestRun(test: test, run: run, attempts: [execution]))
        }
      }
      return testRuns
    }
    let ambiguous = OrderedHistory.ambiguousRuns(tests, all)
    ambiguousNames = ambiguous.count
    testRuns = zip(tests, all).map { test, testRuns in
      guard let runs = ambiguous[test.name] else { return testRuns }
      return testRuns.filter { !runs.contains($0.run) }
    }
  }

  /// By name, the runs in which it meant several cases.
  private static func ambiguousRuns(
    _ tests: [RecordedTest],
    _ testRuns: [[TestRun]]
  ) -> [TestName: Set<Int>] {
    var cases: [TestName: [Int: Int]] = [:]
    for (test, testRuns) in zip(tests, testRuns) where test.isAmbiguous {
      for testRun in testRuns { cases[test.name, default: [:]][testRun.run, default: 0] += 1 }
    }
    return cases.mapValues { runs in Set(runs.filter { $0.value > 1 }.keys) }
      .filter { !$0.value.isEmpty }
  }

  /// The job and variant of a run.
  func stream(of run: Int) -> JobVariant { streams[run] }

  /// The code that a run tested; runs without a commit share theirs with no other run.
  func codeKey(of run: Int) -> String {
    runs[run].jobRun.commit ?? "run \(runs[run].id)"
  }
}

/// A job and a variant of it: a test on two of them has two histories.
public struct JobVariant: Sendable, Hashable, Comparable {
  /// The job's name; empty where it is not known.
  public var job: String
  /// The leg of the matrix; empty where there is none.
  public var variant: String

  /// Creates the pair.
  public init(job: String, variant: String) {
    self.job = job
    self.variant = variant
  }

  /// Orders the values for output.
  public static func < (left: JobVariant, right: JobVariant) -> Bool {
    (left.job, left.variant) < (right.job, right.variant)
  }

  /// The stream for people: `unit / py312`.
  public var name: String {
    [job, variant].filter { !$0.isEmpty }.joined(separator: " / ")
  }
}
