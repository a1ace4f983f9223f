import StatisticsCore
import TestModel

extension MatchedTimings {
  /// What the nodes of the last runs took, beside what their tests took by themselves: what the fixed
  /// costs of nodes and items are learned from.
  var nodeObservations: [NodeObservation] {
    guard timings.unitsOfJobRuns.count == timings.runs.count else { return [] }
    let count = timings.units.count
    // By run and unit, flat.
    var durations = Array(repeating: Int64(0), count: count * timings.runs.count)
    for timing in timings.timings {
      durations[Int(timing.run) * count + Int(timing.unit)] = timing.duration.count
    }
    var observations: [NodeObservation] = []
    for (position, run) in timings.runs.enumerated() {
      for (jobRun, units) in zip(run.jobRuns, timings.unitsOfJobRuns[position]) {
        guard let duration = jobRun.jobRun.duration?.count, !units.isEmpty else { continue }
        let sum = units.reduce(Microseconds.zero) {
          $0 + Microseconds(durations[position * count + Int($1)])
        }
        observations.append(
          NodeObservation(duration: duration, items: units.count, sum: sum.count)
        )
      }
    }
    return observations
  }
}
