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
