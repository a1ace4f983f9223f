/// The metrics, each a gauge about the window: a figure of a window that moves can fall, so that
/// none is a counter.
///
/// The names follow "Metric and label naming" of the Prometheus documentation: the application as
/// prefix, base units as suffix, ratios from 0 to 1.
public enum MetricName: String, Sendable, Hashable, CaseIterable {
  case buildInfo = "evenkeel_build_info"
  case metricsTimestamp = "evenkeel_metrics_timestamp_seconds"
  case window = "evenkeel_window_seconds"
  case newestRun = "evenkeel_newest_job_run_timestamp_seconds"
  case jobRuns = "evenkeel_job_runs"
  case flakyFailedRuns = "evenkeel_flaky_failed_job_runs"
  case outageFailedRuns = "evenkeel_outage_failed_job_runs"
  case flakyFailedRatio = "evenkeel_flaky_failed_job_run_ratio"
  case flakyFailedLower = "evenkeel_flaky_failed_job_run_lower_ratio"
  case flakyFailedUpper = "evenkeel_flaky_failed_job_run_upper_ratio"
  case flakyFailedTarget = "evenkeel_flaky_failed_job_run_target_ratio"
  case executionFlakeRatio = "evenkeel_execution_flake_ratio"
  case flakyTestRatio = "evenkeel_flaky_test_ratio"
  case pipelines = "evenkeel_pipelines"
  case blockedPipelines = "evenkeel_blocked_pipelines"
  case successRatio = "evenkeel_pipeline_success_ratio"
  case successWithoutFlakesRatio = "evenkeel_pipeline_success_without_flakes_ratio"
  case pipelineDuration = "evenkeel_pipeline_duration_seconds"
  case queueTime = "evenkeel_job_run_queue_seconds"
  case lostTime = "evenkeel_lost_seconds"
  case tests = "evenkeel_tests"
  case flakyTests = "evenkeel_flaky_tests"
  case quarantine = "evenkeel_quarantine_tests"
  case overdue = "evenkeel_quarantine_overdue_tests"
  case oldestQuarantine = "evenkeel_quarantine_oldest_age_seconds"
  case outages = "evenkeel_outages"
  case excludedRuns = "evenkeel_excluded_job_runs"
  case incompleteRuns = "evenkeel_incomplete_job_runs"
  case topTests = "evenkeel_top_test_lost_seconds"

  /// The unit that ends the name; none for a number of things.
  public var unit: String? {
    ["seconds", "ratio"].first { rawValue.hasSuffix("_\($0)") }
  }

  /// What it says, in a sentence.
  public var help: String {
    switch self {
    case .buildInfo: "The version of evenkeel that wrote this; always 1."
    case .metricsTimestamp: "As of when the figures hold."
    case .window: "How far back the figures look."
    case .newestRun: "When the newest job run of the window began."
    case .jobRuns: "Job runs of the window in which a test ran."
    case .flakyFailedRuns: "Job runs of the window that failed only through flakes."
    case .outageFailedRuns: "Job runs of the window that failed through an outage."
    case .flakyFailedRatio: "Job runs that failed only through flakes, of those with tests."
    case .flakyFailedLower: "The lower end of that share's 95 % interval."
    case .flakyFailedUpper: "The upper end of that share's 95 % interval."
    case .flakyFailedTarget: "The share of flaky-failed job runs to stay within."
    case .executionFlakeRatio: "First attempts of tests that were flakes, of all."
    case .flakyTestRatio: "Tests with at least one flake in the window, of all its tests."
    case .pipelines: "Pipelines of the window in which a test ran."
    case .blockedPipelines: "Pipelines of the window that a flake held up."
    case .successRatio: "Pipelines that succeeded, of those with tests."
    case .successWithoutFlakesRatio:
      "Pipelines that succeeded or were red only through flakes, of those with tests."
    case .pipelineDuration:
      "Pipelines from the start of their first job run to the end of their last, by percentile."
    case .queueTime: "How long job runs waited for a machine, by percentile."
    case .lostTime: "CI time of the window that flakes cost, by what spent it."
    case .tests: "Tests that failed at least once in the window, by verdict."
    case .flakyTests: "Tests that are flaky, by owner; a test of two owners counts for both."
    case .quarantine: "Tests of which quarantine decided anything, by state."
    case .overdue: "Tests in quarantine that are past their date."
    case .oldestQuarantine: "How long the longest of the tests in quarantine has been there."
    case .outages: "Outages of the window: failures that came together and were no test's fault."
    case .excludedRuns: "Job runs of the window of which nothing counted."
    case .incompleteRuns: "Job runs of the window whose reports are missing or break off."
    case .topTests: "CI time that the worst tests cost; only with --top."
    }
  }
}

/// A metric with its values.
struct MetricFamily {
  /// A value, and what it is about.
  struct Sample {
    var labels: [(name: String, value: String)]
    var value: Double
  }

  var name: MetricName
  var samples: [Sample]
}
