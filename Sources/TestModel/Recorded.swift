/// A job run as the history holds it.
public struct RecordedJobRun: Sendable, Hashable {
  /// The row's number in this history; it means nothing in another one.
  public var id: Int64
  /// What the CI provider told.
  public var jobRun: JobRun
  /// When the job began; known for every recorded run.
  public var startedAt: Timestamp
  /// How its cases ended; findings of linters are none.
  public var counts: CaseCounts
  /// The findings of linters.
  public var checks: Int
  /// Whether all its reports are whole: of a run that broke off, absent is not passed.
  public var isComplete: Bool

  /// Creates a recorded run.
  public init(
    id: Int64,
    jobRun: JobRun,
    startedAt: Timestamp,
    counts: CaseCounts,
    checks: Int = 0,
    isComplete: Bool
  ) {
    self.id = id
    self.jobRun = jobRun
    self.startedAt = startedAt
    self.counts = counts
    self.checks = checks
    self.isComplete = isComplete
  }

  /// Whether its reports say all that it did: they are whole, and there are some.
  public var isTold: Bool { isComplete && (counts.cases > 0 || checks > 0) }

  /// Whether the run tested the default branch itself.
  ///
  /// Where no default branch is known, `main`, `master` and `trunk` count as one, and so does a run
  /// of which no branch is known at all.
  public var isOnDefaultBranch: Bool {
    guard jobRun.pr == nil else { return false }
    guard let branch = jobRun.branch else { return true }
    guard let defaultBranch = jobRun.defaultBranch else {
      return ["main", "master", "trunk"].contains(branch)
    }
    return branch == defaultBranch
  }
}

/// A test as the history holds it.
public struct RecordedTest: Sendable, Hashable {
  /// The row's number in this history; it means nothing in another one.
  public var id: Int64
  /// The repository.
  public var repo: String
  /// The identity within the repository.
  public var testID: TestID
  /// Whether different cases were reported under this name at some time: in the runs in which they
  /// were, nobody can tell them apart, and nothing is scored.
  public var isAmbiguous: Bool
  /// When the test was first seen.
  public var firstSeen: Timestamp
  /// Whether it is a finding of a linter, which is no test: shown, never scored.
  public var isCheck: Bool

  /// Creates a recorded test.
  public init(
    id: Int64,
    repo: String,
    testID: TestID,
    isAmbiguous: Bool,
    firstSeen: Timestamp,
    isCheck: Bool = false
  ) {
    self.id = id
    self.repo = repo
    self.testID = testID
    self.isAmbiguous = isAmbiguous
    self.firstSeen = firstSeen
    self.isCheck = isCheck
  }
}

/// One attempt of one test in one job run.
public struct Execution: Sendable, Hashable {
  /// The row of the job run.
  public var jobRunID: Int64
  /// The row of the test.
  public var testRowID: Int64
  /// 1 for the first attempt in the job run.
  public var attempt: Int
  /// How the attempt ended.
  public var outcome: Outcome
  /// How long it took; none where the report did not say.
  public var duration: Microseconds?
  /// The row of the failure's signature; none for what did not fail, or failed without a word.
  public var signatureID: Int64?

  /// Creates an execution.
  public init(
    jobRunID: Int64,
    testRowID: Int64,
    attempt: Int,
    outcome: Outcome,
    duration: Microseconds? = nil,
    signatureID: Int64? = nil
  ) {
    self.jobRunID = jobRunID
    self.testRowID = testRowID
    self.attempt = attempt
    self.outcome = outcome
    self.duration = duration
    self.signatureID = signatureID
  }
}

/// What failures of one kind have in common.
public struct FailureSignature: Sendable, Hashable {
  /// The failure's words with all that changes from run to run folded.
  public var text: String
  /// The innermost calls of the project's own code, one a line, such as `shop/cart.py add`; empty
  /// where the report has no stack trace, or one of libraries only.
  ///
  /// Failures of one text may have several causes, and these tell them apart.
  public var frames: String
  /// One failure of the kind as it was reported, bounded in size, without its secrets.
  public var sample: String

  /// Creates a signature.
  public init(text: String, sample: String, frames: String = "") {
    self.text = text
    self.frames = frames
    self.sample = sample
  }
}
