public import TestModel

/// What a job of a repository runs.
public struct QuarantineSuite: Sendable, Hashable {
  /// The repository.
  public var repo: String
  /// The job; empty where reports name none.
  public var job: String

  /// Names a suite.
  public init(repo: String, job: String) {
    self.repo = repo
    self.job = job
  }
}

/// How many tests each suite has: the middle of its runs, each with all its nodes.
///
/// - Parameter jobRuns: the job runs of a window, in any order; of those whose reports break off
///   nothing is known.
public func suiteSizes(of jobRuns: [RecordedJobRun]) -> [QuarantineSuite: Int] {
  var cases: [SuiteRun: Int] = [:]
  for run in jobRuns where run.isTold { cases[SuiteRun(run), default: 0] += run.counts.cases }
  var sizes: [QuarantineSuite: [Int]] = [:]
  for (run, count) in cases { sizes[run.suite, default: []].append(count) }
  return sizes.mapValues { $0.sorted()[$0.count / 2] }
}

/// All nodes of one attempt of a job and variant in a pipeline.
private struct SuiteRun: Hashable {
  var suite: QuarantineSuite
  var variant: String
  var pipeline: String
  var attempt: Int

  init(_ run: RecordedJobRun) {
    suite = QuarantineSuite(repo: run.jobRun.repo ?? "", job: run.jobRun.job ?? "")
    variant = run.jobRun.variant ?? ""
    // Without a pipeline nobody knows which nodes belong together.
    pipeline = run.jobRun.pipeline ?? "\0run \(run.id)"
    attempt = run.jobRun.attempt ?? 1
  }
}
