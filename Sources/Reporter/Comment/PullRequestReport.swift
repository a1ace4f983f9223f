public import StatisticsCore
public import TestModel

/// What a comment on a pull request is made of.
public struct PullRequestReport: Sendable {
  /// A test that the pull request no longer runs.
  public struct LostTest: Sendable, Hashable {
    /// The test.
    public var testID: TestID
    /// What became of it, and where.
    public var change: RosterChange

    /// Creates a lost test.
    public init(testID: TestID, change: RosterChange) {
      self.testID = testID
      self.change = change
    }
  }

  /// The commit at the head of the pull request.
  public var headCommit: String?
  /// The failed tests in their classes.
  public var failures: [ClassifiedFailure]
  /// The tests that the pull request makes flaky.
  public var newFlakes: [IntroducedFlake] = []
  /// The tests that it skips or deletes.
  public var lostTests: [LostTest] = []
  /// The job runs that were looked at.
  public var jobRuns: Int
  /// The job runs whose reports break off or are missing.
  public var incompleteJobRuns: Int
  /// The job runs that were expected and told nothing.
  public var missingJobRuns: Int
  /// What the history says, for its window.
  public var assessment: FlakinessAssessment

  /// Creates a report.
  public init(
    headCommit: String?,
    failures: [ClassifiedFailure],
    jobRuns: Int,
    incompleteJobRuns: Int,
    missingJobRuns: Int = 0,
    assessment: FlakinessAssessment
  ) {
    self.headCommit = headCommit
    self.failures = failures
    self.jobRuns = jobRuns
    self.incompleteJobRuns = incompleteJobRuns
    self.missingJobRuns = missingJobRuns
    self.assessment = assessment
  }

  /// Whether something is missing, so that nobody can call the pull request green.
  public var isIncomplete: Bool { incompleteJobRuns + missingJobRuns > 0 }

  /// Whether there is nothing to say but that all is well.
  public var isAllClear: Bool {
    failures.isEmpty && newFlakes.isEmpty && lostTests.isEmpty && !isIncomplete
  }
}

/// When a comment is made; one that is there is brought up to date all the same, except for `never`.
public enum CommentOccasion: String, Sendable, CaseIterable {
  /// Not at all.
  case never
  /// When a test failed, a result is missing, or the change makes a test flaky.
  case failure
  /// When flakiness has a part in it: a known flaky or quarantined test failed, or a new flake.
  case flaky
  /// When something differs from the default branch.
  case change
  /// On every pull request.
  case always

  /// Whether a report is news enough for a comment to be made.
  public func isGiven(by report: PullRequestReport) -> Bool {
    let classes = Set(report.failures.map(\.failureClass))
    switch self {
    case .never: return false
    case .failure:
      return !report.failures.isEmpty || report.isIncomplete || !report.newFlakes.isEmpty
    case .flaky:
      return !report.newFlakes.isEmpty || !classes.isDisjoint(with: [.knownFlaky, .quarantined])
    case .change:
      return !classes.subtracting([.alsoFailingOnMain, .quarantined]).isEmpty
        || report.isIncomplete || !report.newFlakes.isEmpty || !report.lostTests.isEmpty
    case .always: return true
    }
  }
}
