public import TestModel

/// One failure of a test in the history.
public struct RecordedFailure: Sendable, Hashable {
  /// The failure's signature; empty for one without a word.
  public var signature: String
  /// The start of the job run.
  public var at: Timestamp
  /// Whether a pass says that the failure was none of the code.
  public var isTransient: Bool

  /// Creates a failure.
  public init(signature: String, at: Timestamp, isTransient: Bool) {
    self.signature = signature
    self.at = at
    self.isTransient = isTransient
  }
}

/// The ways in which a test is known to fail without the code being broken.
///
/// What was recorded before the test entered quarantine is known: it is the evidence that it entered
/// on, or what the person saw who put it there. Later failures count when they were transient: the
/// first failing run of a regression would else excuse all that come after it.
public func knownSignatures(
  of failures: [RecordedFailure],
  since entered: Timestamp
) -> Set<String> {
  Set(failures.lazy.filter { $0.at < entered || $0.isTransient }.map(\.signature))
}

/// The failures of a test, and which of them were transient.
///
/// A failure is transient where the test passed in the same job run, in another one of the same job
/// and commit, or, on the default branch, in a later one of the same job: there the next commits say
/// what a rerun would have said. On other branches a later commit may be the fix.
///
/// - Parameters:
///   - runs: the test's runs in the order of the job runs.
///   - jobRuns: the job runs that the runs name by position, by start.
///   - signatures: the texts that the runs name by position.
public func recordedFailures(
  _ runs: [TestRun],
  in jobRuns: [RecordedJobRun],
  signatures: [String]
) -> [RecordedFailure] {
  let passes = runs.filter { $0.last == .passed }.map { jobRuns[Int($0.run)].jobRun }
  let passedCommits = Set(passes.compactMap(TestedCommit.init))
  var passedJobs: Set<JobVariant> = []
  var failures: [RecordedFailure] = []
  for run in runs.reversed() {
    let jobRun = jobRuns[Int(run.run)]
    let job = JobVariant(job: jobRun.jobRun.job ?? "", variant: jobRun.jobRun.variant ?? "")
    if run.failures > 0 {
      let passedOnCommit = TestedCommit(jobRun.jobRun).map(passedCommits.contains) ?? false
      let passedLater = jobRun.isOnDefaultBranch && passedJobs.contains(job)
      failures.append(
        RecordedFailure(
          signature: run.signature < 0 ? "" : signatures[Int(run.signature)],
          at: jobRun.startedAt,
          isTransient: run.last == .passed || passedOnCommit || passedLater
        )
      )
    }
    if run.last == .passed, jobRun.isOnDefaultBranch { passedJobs.insert(job) }
  }
  return failures.reversed()
}

/// What has to be the same for a pass to say that a failure was none of the code.
private struct TestedCommit: Hashable {
  var commit: String
  var job, variant: String?

  init?(_ run: JobRun) {
    guard let commit = run.commit else { return nil }
    self.commit = commit
    job = run.job
    variant = run.variant
  }
}
