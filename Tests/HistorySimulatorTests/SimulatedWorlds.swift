import HistorySimulator

/// Histories more than one test looks at, simulated once.
enum SimulatedWorlds {
  static let demo = simulateHistory(SimulationPreset.demo.settings, seed: 1)

  /// A working week of the busy preset, without the outages that would hide its flaky tests.
  static let busyFlakes: SimulatedHistory = {
    var settings = SimulationPreset.busy.settings
    settings.days = 5
    settings.outages = []
    return simulateHistory(settings, seed: 7)
  }()

  static let standard = simulateHistory(SimulationPreset.standard.settings, seed: 1)
  static let hard = simulateHistory(SimulationPreset.hard.settings, seed: 1)

  /// A month of a small suite on two nodes, with nothing going wrong.
  static var quietMonth: SimulationSettings {
    var settings = SimulationSettings()
    settings.days = 28
    settings.rhythm = RhythmSettings(pipelinesPerWorkday: 10, pipelinesPerWeekendDay: 1)
    settings.jobs = [
      JobSettings(
        name: "unit",
        folder: "tests",
        tests: 80,
        variants: [JobSettings.Variant("py312", nodeTotal: 2)],
        medianMilliseconds: 90,
        setupMilliseconds: 24_000
      )
    ]
    return settings
  }
}

extension SimulatedHistory {
  /// All failed attempts together with the job run and execution they belong to.
  var failures: [(run: SimulatedJobRun, execution: SimulatedCase, attempt: FailedAttempt)] {
    runs.flatMap { run in
      run.cases.flatMap { execution in
        execution.failedAttempts.map { (run, execution, $0) }
      }
    }
  }
}
