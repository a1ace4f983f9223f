/// Named settings.
public enum SimulationPreset: String, Sendable, CaseIterable {
  /// Five weeks of a small shop with one of everything; its files go into the repository.
  case demo
  /// A suite of 2,000 tests on many nodes.
  case busy
  /// Few job runs and rare reruns.
  case small
  /// The demo without any rerun or retry.
  case noReruns = "no-reruns"
  /// The demo with an outage every other day.
  case outages
  /// The default difficulty: four weeks of 1,500 tests, 40 of them flaky from 0.5 % to 50 %.
  case standard
  /// Partial outages, breaks of one commit, flaky tests from 0.3 % and hardly a rerun.
  case hard

  /// The settings of the name.
  public var settings: SimulationSettings {
    var settings =
      switch self {
      case .demo: Self.demonstration
      case .busy: Self.busyRepository
      case .small: Self.smallRepository
      case .noReruns: Self.withoutReruns
      case .outages: Self.frequentOutages
      case .standard: Self.standardRepository
      case .hard: Self.hardRepository
      }
    settings.name = rawValue
    return settings
  }

  private static var demonstration: SimulationSettings {
    var settings = SimulationSettings()
    settings.rhythm = RhythmSettings(pipelinesPerWorkday: 4.9, pipelinesPerWeekendDay: 0.5)
    settings.jobs = jobs(unitTests: 44, integrationTests: 76, unitNodes: [1, 2])
    settings.suite = changingSuite(1)
    settings.flakes = [
      FlakeSettings(rate: 0.025), FlakeSettings(rate: 0.05),
      FlakeSettings(rate: 0.09, onOneVariant: true),
      FlakeSettings(rate: 0.1, course: .begins), FlakeSettings(rate: 0.08, course: .fixed),
      FlakeSettings(rate: 0.3, job: "integration"), FlakeSettings(rate: 0.06, job: "integration"),
      FlakeSettings(rate: 0.003), FlakeSettings(rate: 0.004),
    ]
    settings.orderDependentTests = 1
    settings.shuffleProbability = 0.1
    settings.regressions = [
      RegressionSettings(.commits(1), tests: 2), RegressionSettings(.days(2.2), tests: 3),
      RegressionSettings(.commits(1), tests: 1),
    ]
    settings.brokenPullRequestShare = 0.17
    settings.variantBreakageDays = [2]
    settings.outages = [
      OutageSettings(.full, hours: 0.8),
      OutageSettings(.folder, hours: 5),
      OutageSettings(.signature, hours: 3, intensity: 0.9, isAssertionShaped: true),
    ]
    settings.rerunProbability = 0.45
    settings.truncatedReports = 2
    settings.missingReports = 1
    return settings
  }

  private static var busyRepository: SimulationSettings {
    var settings = demonstration
    settings.days = 14
    settings.rhythm = RhythmSettings(pipelinesPerWorkday: 12, pipelinesPerWeekendDay: 2)
    settings.jobs = jobs(unitTests: 1600, integrationTests: 400, unitNodes: [3, 3])
    settings.suite = changingSuite(8)
    let rates = [0.003, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5]
    settings.flakes = rates.flatMap { rate in
      [
        FlakeSettings(rate: rate), FlakeSettings(rate: rate, job: "integration"),
        FlakeSettings(rate: rate, course: .begins), FlakeSettings(rate: rate, course: .fixed),
      ]
    }
    settings.orderDependentTests = 4
    settings.regressions.append(RegressionSettings(.days(1.5), tests: 15))
    return settings
  }

  private static var smallRepository: SimulationSettings {
    var settings = demonstration
    settings.rhythm = RhythmSettings(pipelinesPerWorkday: 1.4, pipelinesPerWeekendDay: 0.1)
    settings.jobs = jobs(unitTests: 60, integrationTests: 20, unitNodes: [1])
    settings.variantBreakageDays = []
    settings.rerunProbability = 0.1
    settings.truncatedReports = 1
    return settings
  }

  private static var withoutReruns: SimulationSettings {
    var settings = demonstration
    settings.rerunProbability = 0
    for index in settings.jobs.indices { settings.jobs[index].retries = 0 }
    return settings
  }

  private static var frequentOutages: SimulationSettings {
    var settings = demonstration
    settings.outages = (0..<6).flatMap { round in
      [
        OutageSettings(.folder, hours: 5, isAssertionShaped: round.isMultiple(of: 2)),
        OutageSettings(.full, hours: 2),
        OutageSettings(.signature, hours: 4, isAssertionShaped: !round.isMultiple(of: 2)),
      ]
    }
    return settings
  }

  private static func jobs(
    unitTests: Int,
    integrationTests: Int,
    unitNodes: [Int]
  ) -> [JobSettings] {
    let variants = zip(["py311", "py312"], unitNodes).map { name, nodes in
      JobSettings.Variant(name, nodeTotal: nodes)
    }
    return [
      JobSettings(
        name: "unit",
        folder: "tests",
        tests: unitTests,
        variants: variants,
        medianMilliseconds: 90,
        setupMilliseconds: 24_000
      ),
      JobSettings(
        name: "integration",
        folder: "tests/api",
        tests: integrationTests,
        variants: [JobSettings.Variant("py312")],
        medianMilliseconds: 1400,
        setupMilliseconds: 55_000,
        retries: 1
      ),
    ]
  }

  /// A suite with a number of each change.
  static func changingSuite(_ scale: Int) -> SuiteSettings {
    var suite = SuiteSettings()
    suite.skipped = 2 * scale
    suite.variantSkipped = scale
    suite.new = 3 * scale
    suite.deleted = 2 * scale
    suite.renamed = scale
    suite.moved = scale
    suite.renamedFlaky = 1
    suite.slowedAtCommit = scale
    suite.slowedGradually = scale
    return suite
  }
}
