import StatisticsCore
import TestModel

extension MatchedTimings {
  /// What the nodes of the last runs took, beside what their tests took by themselves: what the fixed
  /// costs of nodes and items are learned from.
  var nodeObservations: [NodeObservation] {
    guard timings.unitsOfJobRuns.count == timings.runs.count else { return [] }
    var durations = Array(repeating: Int64(0), count: timings.units.count)
    var observations: [NodeObservation] = []
    let byRun = timingsByRun
    for (position, run) in timings.runs.enumerated() {
      for timing in byRun[position] { durations[Int(timing.unit)] = timing.duration.count }
      for (jobRun, units) in zip(run.jobRuns, timings.unitsOfJobRuns[position]) {
        guard let duration = jobRun.jobRun.duration?.count, !units.isEmpty else { continue }
        let sum = units.reduce(Microseconds.zero) { $0 + Microseconds(durations[Int($1)]) }
        observations.append(
          NodeObservation(duration: duration, items: units.count, sum: sum.count)
        )
      }
    }
    return observations
  }

  private var timingsByRun: [[UnitTiming]] {
    var byRun: [[UnitTiming]] = Array(repeating: [], count: timings.runs.count)
    for timing in timings.timings { byRun[Int(timing.run)].append(timing) }
    return byRun
  }
}
