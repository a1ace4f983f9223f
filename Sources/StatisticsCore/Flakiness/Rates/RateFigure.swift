/// A figure about flakiness that reports print, with the words that say what it is.
public enum RateFigure: String, Sendable, Hashable, CaseIterable {
  /// Job runs that failed only through flakes.
  case flakyFailedRuns = "flaky_failed_runs"
  /// Job runs that failed through an outage.
  case outageFailedRuns = "outage_failed_runs"
  /// Pipelines that a flake held up.
  case blockedPipelines = "blocked_pipelines"
  /// Pipelines that succeeded.
  case successfulPipelines = "successful_pipelines"
  /// Pipelines that would have succeeded had no test been flaky.
  case successfulPipelinesWithoutFlakes = "successful_pipelines_without_flakes"
  /// First attempts that were flakes.
  case executionFlakeRate = "execution_flake_rate"
  /// Tests that were flaky.
  case flakyTestShare = "flaky_test_share"
  /// What flakes cost in CI time.
  case cost

  /// What the figure is, in a few plain sentences.
  public var definition: String {
    switch self {
    case .flakyFailedRuns:
      "Job runs whose reports are whole, in which a test failed in its last attempt, and each test "
        + "that did failed by a flake, out of all job runs in which a test ran. A failure is a "
        + "flake where that is at least as probable as not. The target is "
        + "\(humanPercentage(Self.flakyFailedRunsTarget))."
    case .outageFailedRuns:
      "Job runs in which each test that failed in its last attempt failed by an outage or a flake, "
        + "and at least one by an outage, out of all job runs in which a test ran."
    case .blockedPipelines:
      "Pipelines that are red only through flakes, counting the last attempt of each job, or in "
        + "which a job was rerun that had failed only through flakes, out of all pipelines in "
        + "which a test ran."
    case .successfulPipelines:
      "Pipelines in which the last attempt of each job passed, with whole reports, out of all "
        + "pipelines in which a test ran."
    case .successfulPipelinesWithoutFlakes:
      "Pipelines in which the last attempt of each job passed or failed only through flakes, out "
        + "of all pipelines in which a test ran."
    case .executionFlakeRate:
      "First attempts that were flakes, out of all first attempts of all tests; skipped tests are "
        + "not counted."
    case .flakyTestShare:
      "Tests with at least one flake in the window, out of all tests of the window."
    case .cost:
      "CI time that would not have been spent without flakes: the retries that follow a flake "
        + "within a job; the whole of each job run that failed only through flakes, shared equally "
        + "among them; and the time that its rerun waited for a machine. The retries of a job run "
        + "that counts as a whole are not counted again, and neither is the run time of a rerun, "
        + "which does the work that the failed run should have done. A rerun is a later attempt "
        + "of the job in its pipeline, or the next run of the job on the same code and branch "
        + "within 24 hours. Job runs that do not tell their time count as none."
    }
  }

  /// The share of flaky-failed runs to stay within, 0 to 1.
  public static let flakyFailedRunsTarget = 0.005
}

extension Proportion {
  /// How the share stands to a line that it should not pass, as far as the counts can tell.
  public func standing(to target: Double) -> TargetStanding {
    guard total > 0 else { return .undecided }
    if interval.upperBound <= target { return .met }
    return interval.lowerBound > target ? .missed : .undecided
  }
}

/// How a share stands to its target.
public enum TargetStanding: String, Sendable, Hashable {
  /// The whole 95 % interval is within the target.
  case met
  /// The whole 95 % interval is beyond the target.
  case missed
  /// The counts are too small to tell.
  case undecided
}
