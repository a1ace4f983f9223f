extension SimulationPreset {
  /// What a detector gets wrong first, all of it in one repository the size of the standard one.
  ///
  /// Its outages hit 5 to 40 % of the executions in their reach and last from one job run to a day;
  /// half of them look like failed assertions, some of which say something else for every test.
  /// Many breaks of the default branch last for one commit and hit one to three tests, and some hit
  /// flaky tests too. The rates begin at 0.3 %, clusters of flaky tests fail together, one variant
  /// is red for a week, a tenth of the failed job runs is run again and no job retries.
  static var hardRepository: SimulationSettings {
    var settings = standardRepository
    settings.jobs = largeJobs(retries: 0)
    settings.flakes = spreadFlakes(40, rates: 0.003...0.3)
    settings.flakeClusters = [
      FlakeClusterSettings(tests: 4, eventRate: 0.03),
      FlakeClusterSettings(tests: 3, eventRate: 0.07, failureProbability: 0.8),
      FlakeClusterSettings(tests: 5, eventRate: 0.05, job: "integration"),
    ]
    settings.shuffleProbability = 0.1
    settings.regressions = regressionsOfOneCommit(among: longRegressions)
    settings.brokenPullRequestShare = 0.3
    settings.variantBreakageDays = [7, 1]
    settings.outages = partialOutages
    settings.rerunProbability = 0.1
    return settings
  }

  private static let longRegressions = [
    RegressionSettings(.days(2), tests: 3, flakyTests: 2),
    RegressionSettings(.commits(2), tests: 6, flakyTests: 1),
    RegressionSettings(.days(3), tests: 12, flakyTests: 1),
  ]

  /// Six breaks of one commit before each longer one and after the last.
  private static func regressionsOfOneCommit(
    among longer: [RegressionSettings]
  ) -> [RegressionSettings] {
    let short = (0..<6).map { RegressionSettings(.commits(1), tests: $0 % 3 + 1) }
    return longer.flatMap { short + [$0] } + short
  }

  private static let partialOutages = [
    OutageSettings(
      .folder,
      hours: 6,
      intensity: 0.4,
      isAssertionShaped: true,
      hasCommonMessage: false
    ),
    OutageSettings(.jobRun, hours: 0.5, intensity: 0.05),
    OutageSettings(.runner, hours: 24, intensity: 0.1),
    OutageSettings(.signature, hours: 5, intensity: 0.4, isAssertionShaped: true),
    OutageSettings(.folder, hours: 24, intensity: 0.1),
    OutageSettings(.full, hours: 1.5, intensity: 0.05, isAssertionShaped: true),
    OutageSettings(
      .jobRun,
      hours: 0.5,
      intensity: 0.15,
      isAssertionShaped: true,
      hasCommonMessage: false
    ),
    OutageSettings(.signature, hours: 12, intensity: 0.2),
    OutageSettings(.folder, hours: 2, intensity: 0.3),
    OutageSettings(.runner, hours: 10, intensity: 0.3, isAssertionShaped: true),
    OutageSettings(.full, hours: 0.8, intensity: 0.1),
    OutageSettings(.jobRun, hours: 0.5, intensity: 0.4),
    OutageSettings(.folder, hours: 10, intensity: 0.2, isAssertionShaped: true),
    OutageSettings(.signature, hours: 24, intensity: 0.1, isAssertionShaped: true),
  ]
}
