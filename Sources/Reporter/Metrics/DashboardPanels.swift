/// A panel of the dashboard: what it shows of which metrics.
struct DashboardPanel {
  enum Kind: String { case stat, timeseries, bargauge }
  enum Unit: String {
    case share = "percentunit"
    case time = "s"
    case count = "none"
  }

  var title: String
  var kind: Kind
  var unit: Unit
  var queries: [DashboardQuery]
  /// From where on a value is a warning, and from where on it is bad.
  var limits: (warning: Double, bad: Double)?
}

/// A query of Prometheus, and what its series are called.
struct DashboardQuery {
  var expression: String
  var legend: String

  init(_ expression: String, _ legend: String) {
    self.expression = expression
    self.legend = legend
  }
}

/// A row of the dashboard.
struct DashboardRow {
  var title: String
  var panels: [DashboardPanel]

  static var all: [DashboardRow] { [executive, onCall, debug] }

  /// Metrics that no panel shows, on purpose: the window is the dashboard's text, and not a number
  /// of interest.
  static let unshown: Set<MetricName> = [.window, .flakyTestRatio]
}

extension MetricName {
  /// The metric of the repositories that are chosen on the dashboard.
  fileprivate var chosen: String { rawValue + "{repo=~\"$repo\"}" }
}

extension DashboardRow {
  private static let target = DashboardQuery(MetricName.flakyFailedTarget.rawValue, "target")

  private static var executive: DashboardRow {
    DashboardRow(
      title: "Executive: what flakes cost",
      panels: [
        DashboardPanel(
          title: "Job runs that failed only through flakes",
          kind: .stat,
          unit: .share,
          queries: [DashboardQuery(MetricName.flakyFailedRatio.chosen, "{{repo}}")],
          limits: (0.005, 0.01)
        ),
        DashboardPanel(
          title: "CI time lost in the window",
          kind: .stat,
          unit: .time,
          queries: [DashboardQuery("sum by (repo) (\(MetricName.lostTime.chosen))", "{{repo}}")]
        ),
        DashboardPanel(
          title: "Pipelines that a flake held up, of all",
          kind: .stat,
          unit: .share,
          queries: [
            DashboardQuery(
              "\(MetricName.blockedPipelines.chosen) / \(MetricName.pipelines.chosen)",
              "{{repo}}"
            )
          ],
          limits: (0.01, 0.05)
        ),
        DashboardPanel(
          title: "Flaky-failed share against the target",
          kind: .timeseries,
          unit: .share,
          queries: [
            DashboardQuery(MetricName.flakyFailedRatio.chosen, "{{repo}}"),
            DashboardQuery(MetricName.flakyFailedLower.chosen, "{{repo}}, 95 % from"),
            DashboardQuery(MetricName.flakyFailedUpper.chosen, "{{repo}}, 95 % to"), target,
          ]
        ),
        DashboardPanel(
          title: "Pipelines that succeeded, with and without flakes",
          kind: .timeseries,
          unit: .share,
          queries: [
            DashboardQuery(MetricName.successRatio.chosen, "{{repo}}"),
            DashboardQuery(MetricName.successWithoutFlakesRatio.chosen, "{{repo}}, without flakes"),
          ]
        ),
        DashboardPanel(
          title: "CI time lost, by cause",
          kind: .timeseries,
          unit: .time,
          queries: [
            DashboardQuery("sum by (cause) (\(MetricName.lostTime.chosen))", "{{cause}}")
          ]
        ),
      ]
    )
  }

  private static var onCall: DashboardRow {
    DashboardRow(
      title: "On call: what is wrong now",
      panels: [
        DashboardPanel(
          title: "Outages in the window",
          kind: .stat,
          unit: .count,
          queries: [DashboardQuery(MetricName.outages.chosen, "{{repo}}")],
          limits: (1, 3)
        ),
        DashboardPanel(
          title: "Tests in quarantine past their date",
          kind: .stat,
          unit: .count,
          queries: [DashboardQuery(MetricName.overdue.chosen, "{{repo}}")],
          limits: (1, 5)
        ),
        DashboardPanel(
          title: "Age of the newest job run",
          kind: .stat,
          unit: .time,
          queries: [DashboardQuery("time() - \(MetricName.newestRun.chosen)", "{{repo}}")],
          limits: (86_400, 259_200)
        ),
        DashboardPanel(
          title: "Flaky-failed job runs, by job",
          kind: .bargauge,
          unit: .share,
          queries: [
            DashboardQuery(
              "sum by (repo, ci_job) (\(MetricName.flakyFailedRuns.chosen)) "
                + "/ (sum by (repo, ci_job) (\(MetricName.jobRuns.chosen)) > 0)",
              "{{repo}} {{ci_job}}"
            )
          ],
          limits: (0.005, 0.01)
        ),
        DashboardPanel(
          title: "Job runs that failed through an outage",
          kind: .timeseries,
          unit: .count,
          queries: [
            DashboardQuery(
              "sum by (repo, ci_job) (\(MetricName.outageFailedRuns.chosen))",
              "{{repo}} {{ci_job}}"
            )
          ]
        ),
        DashboardPanel(
          title: "Pipeline duration and wait for a machine",
          kind: .timeseries,
          unit: .time,
          queries: [
            DashboardQuery(
              MetricName.pipelineDuration.chosen,
              "{{repo}} pipeline, {{percentile}} %"
            ),
            DashboardQuery(MetricName.queueTime.chosen, "{{repo}} wait, {{percentile}} %"),
          ]
        ),
      ]
    )
  }

  private static var debug: DashboardRow {
    DashboardRow(
      title: "Debug: which tests, and whether the figures can be trusted",
      panels: [
        DashboardPanel(
          title: "Tests that failed, by verdict",
          kind: .timeseries,
          unit: .count,
          queries: [DashboardQuery("sum by (verdict) (\(MetricName.tests.chosen))", "{{verdict}}")]
        ),
        DashboardPanel(
          title: "Flaky tests, by owner",
          kind: .bargauge,
          unit: .count,
          queries: [DashboardQuery("sum by (owner) (\(MetricName.flakyTests.chosen))", "{{owner}}")]
        ),
        DashboardPanel(
          title: "Quarantine, by state",
          kind: .timeseries,
          unit: .count,
          queries: [DashboardQuery("sum by (state) (\(MetricName.quarantine.chosen))", "{{state}}")]
        ),
        DashboardPanel(
          title: "Longest stay in quarantine",
          kind: .stat,
          unit: .time,
          queries: [DashboardQuery(MetricName.oldestQuarantine.chosen, "{{repo}}")],
          limits: (2_419_200, 7_776_000)
        ),
        DashboardPanel(
          title: "Worst tests by CI time (with --top)",
          kind: .bargauge,
          unit: .time,
          queries: [DashboardQuery("topk(20, \(MetricName.topTests.chosen))", "{{test}}")]
        ),
        DashboardPanel(
          title: "First attempts that were flakes, of all",
          kind: .timeseries,
          unit: .share,
          queries: [DashboardQuery(MetricName.executionFlakeRatio.chosen, "{{repo}}")]
        ),
        DashboardPanel(
          title: "Job runs that do not count or are incomplete",
          kind: .timeseries,
          unit: .count,
          queries: [
            DashboardQuery(MetricName.excludedRuns.chosen, "{{repo}} excluded"),
            DashboardQuery(MetricName.incompleteRuns.chosen, "{{repo}} incomplete"),
          ]
        ),
        DashboardPanel(
          title: "Age of these metrics",
          kind: .stat,
          unit: .time,
          queries: [DashboardQuery("time() - \(MetricName.metricsTimestamp.chosen)", "{{repo}}")],
          limits: (7200, 86_400)
        ),
        DashboardPanel(
          title: "Version",
          kind: .stat,
          unit: .count,
          queries: [DashboardQuery(MetricName.buildInfo.rawValue, "{{version}}")]
        ),
      ]
    )
  }
}
