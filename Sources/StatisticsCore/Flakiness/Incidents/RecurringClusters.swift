import TestModel

/// Finds the tests that fail together again and again: flaky with one cause, such as a fixture.
///
/// An outage comes, hits run after run, and is gone. A cluster comes back on other days, in single
/// runs, between runs that pass. So an event counts as the cluster's when few tests failed in it,
/// and much the same tests in events on at least three days, none of which hit most of the runs of
/// its time. Two visits of an outage to one folder are two outages; three or more that each touched
/// a single pipeline are taken for a cluster, for nothing tells them apart.
struct RecurringClusters {
  static let mostTests = 12
  static let fewestDays = 3

  private let facts: [IncidentFacts]
  private let days: [Set<Int>]

  init(_ facts: [IncidentFacts], _ index: IncidentIndex) {
    self.facts = facts
    days = facts.map { Set($0.runs.map(index.calendar.day)) }
  }

  /// The positions of the groups that are a cluster's.
  func positions() -> Set<Int> {
    let candidates = facts.indices.filter {
      facts[$0].tests.count <= Self.mostTests && !isDense(facts[$0])
    }
    var byTest: [Int: [Int]] = [:]
    for candidate in candidates {
      for test in facts[candidate].tests { byTest[test, default: []].append(candidate) }
    }
    return Set(
      candidates.filter { candidate in
        var known: Set<Int> = []
        var seen: Set<Int> = []
        for other in facts[candidate].tests.flatMap({ byTest[$0] ?? [] })
        where known.insert(other).inserted
          && likeness(facts[candidate].tests, facts[other].tests) >= 0.5
        {
          seen.formUnion(days[other])
        }
        return seen.count >= Self.fewestDays
      }
    )
  }

  /// Whether it hit most of the runs of its time, as outages and changes do.
  private func isDense(_ facts: IncidentFacts) -> Bool {
    facts.runs.count >= 3 && facts.pipelines >= 2 && facts.sparedBetween * 2 < facts.runs.count
  }
}
