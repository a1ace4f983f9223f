import HistorySimulator
import StatisticsCore
import TestModel

/// What the outages of a simulation did in a window.
struct OutageHits {
  /// What one outage did.
  struct Hit {
    /// The rows of the job runs in which it made tests fail.
    var jobRunIDs: Set<Int64> = []
    /// The rows of the tests that it made fail.
    var testRowIDs: Set<Int64> = []
  }

  /// By outage of the truth, what it did.
  let hits: [Hit]
  /// By job run, the rows of the tests that outages made fail in it.
  let byRun: [Int64: Set<Int64>]

  init(_ recorded: RecordedSimulation, window: Range<Int>) {
    var hits = recorded.simulated.truth.outages.map { _ in Hit() }
    var byRun: [Int64: Set<Int64>] = [:]
    for (index, entries) in recorded.entries.enumerated() {
      let row = Int64(index + 1)
      for entry in entries.within(window) {
        guard case .outage(let outage) = entry.cause else { continue }
        let run = Int64(entry.testRun.run + 1)
        hits[outage].jobRunIDs.insert(run)
        hits[outage].testRowIDs.insert(row)
        byRun[run, default: []].insert(row)
      }
    }
    self.hits = hits
    self.byRun = byRun
  }

  /// The tests of an incident that outages made fail in its runs.
  func tests(hitIn incident: Incident) -> Set<Int64> {
    var hit: Set<Int64> = []
    for run in incident.jobRunIDs { hit.formUnion(byRun[run] ?? []) }
    return hit.intersection(incident.testRowIDs)
  }
}
