import TestModel

extension SuiteTimings {
  /// What the nodes of the last runs took, beside what their tests took by themselves: what the fixed
  /// costs of nodes and items are learned from.
  var nodeObservations: [NodeObservation] {
    zip(runs, totalsOfJobRuns).flatMap { run, totals in
      zip(run.jobRuns, totals).compactMap { jobRun, total in
        guard let duration = jobRun.jobRun.duration?.count, total.units > 0 else { return nil }
        return NodeObservation(
          duration: duration,
          items: total.units,
          sum: total.duration.count
        )
      }
    }
  }
}
