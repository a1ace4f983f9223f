extension SimulationPreset {
  /// The difficulty that a detector is measured at if nothing else is said.
  ///
  /// A repository of 1,500 tests for four weeks, some ten pipelines a workday of six job runs each,
  /// with 40 flaky tests whose rates are spread evenly by their logarithms from 0.5 % to 50 %.
  /// Nearly half of the failed job runs are run again, and one of the jobs retries.
  static var standardRepository: SimulationSettings {
    var settings = SimulationSettings()
    settings.days = 28
    settings.rhythm = RhythmSettings(pipelinesPerWorkday: 10, pipelinesPerWeekendDay: 1)
    settings.jobs = largeJobs(retries: 1)
    settings.suite = changingSuite(5)
    settings.flakes = spreadFlakes(40, rates: 0.005...0.5)
    settings.orderDependence = [
      OrderDependenceSettings(.victims, tests: 2), OrderDependenceSettings(.victims, tests: 1),
      OrderDependenceSettings(.brittle, tests: 1),
    ]
    settings.shuffleProbability = 0.12
    settings.regressions = [
      RegressionSettings(.commits(1), tests: 1), RegressionSettings(.days(1), tests: 4),
      RegressionSettings(.commits(2), tests: 2), RegressionSettings(.days(3), tests: 15),
      RegressionSettings(.days(2), tests: 7),
    ]
    settings.brokenPullRequestShare = 0.2
    settings.variantBreakageDays = [2, 4]
    settings.slowRunners = 2
    settings.outages = [
      OutageSettings(.full, hours: 1),
      OutageSettings(.folder, hours: 5),
      OutageSettings(.runner, hours: 12, intensity: 0.5),
      OutageSettings(.signature, hours: 3, intensity: 0.9, isAssertionShaped: true),
      OutageSettings(.jobRun, hours: 0.5, intensity: 0.6),
    ]
    settings.rerunProbability = 0.45
    settings.truncatedReports = 4
    settings.missingReports = 3
    return settings
  }

  /// Two jobs with 1,500 tests between them, on six nodes.
  static func largeJobs(retries: Int) -> [JobSettings] {
    [
      JobSettings(
        name: "unit",
        folder: "tests",
        tests: 1100,
        variants: [
          JobSettings.Variant("py311", nodeTotal: 2), JobSettings.Variant("py312", nodeTotal: 2),
        ],
        medianMilliseconds: 90,
        setupMilliseconds: 24_000
      ),
      JobSettings(
        name: "integration",
        folder: "tests/api",
        tests: 400,
        variants: [JobSettings.Variant("py312", nodeTotal: 2)],
        medianMilliseconds: 700,
        setupMilliseconds: 55_000,
        retries: retries
      ),
    ]
  }

  /// Flaky tests of all causes, courses and jobs, each of them over the whole span of the rates.
  ///
  /// The rates are spread evenly by their logarithms, the lowest and the highest included.
  static func spreadFlakes(_ count: Int, rates: ClosedRange<Double>) -> [FlakeSettings] {
    let step = portableRoot(of: rates.upperBound / rates.lowerBound, degree: max(count - 1, 1))
    var rate = rates.lowerBound
    return (0..<count).map { index in
      defer { rate *= step }
      // Coprime periods, so that no cause or course keeps to some of the rates.
      var flake = FlakeSettings(rate: rate, job: index % 4 == 3 ? "integration" : "unit")
      flake.cause = causesInTurn[index % causesInTurn.count]
      flake.onOneVariant = index % 8 == 2
      switch index % 7 {
      case 1: flake.course = .begins
      case 4: flake.course = .fixed
      case 6 where index % 2 == 0: flake.laterRate = rate < 0.1 ? rate * 4 : rate / 4
      default: break
      }
      return flake
    }
  }

  /// Every other flaky test has no cause that could be told.
  private static let causesInTurn: [FlakeCause] = [
    .unspecified, .timeout, .unspecified, .network, .unspecified, .randomness, .unspecified,
    .timeOfDay, .unspecified, .slowHost, .unspecified,
  ]
}

/// The positive root of a number of 1 or more, by bisection: no platform's libm has a say in it.
private func portableRoot(of number: Double, degree: Int) -> Double {
  var low = 1.0
  var high = number
  for _ in 0..<60 {
    let middle = (low + high) / 2
    let power = (0..<degree).reduce(1.0) { product, _ in product * middle }
    if power < number { low = middle } else { high = middle }
  }
  return (low + high) / 2
}
