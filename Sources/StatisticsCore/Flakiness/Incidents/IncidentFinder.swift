import TestModel

/// Finds the failures that came together, and says how far that excuses each of them.
///
/// A history with failures only gives the same answer as one with the passes.
public func findIncidents(in history: FlakinessHistory) -> IncidentFinding {
  IncidentFinder(history).find()
}

/// The steps from failures to incidents: weigh each failure with those around it, gather what is an
/// incident's in each run, join what has one cause across runs, and tell outages from changes.
private struct IncidentFinder {
  /// Fewer failures are no incident of their own; they may still excuse each other.
  static let fewestFailures = 3
  /// What a failure that belongs to no incident keeps of its excuse: nothing tells an outage from a
  /// change there, and changes are more frequent.
  static let unknownShare = 0.3
  /// What a failure keeps of its excuse when a change was the reason for certain: what one pull
  /// request breaks in one run is still not many tests that happened to flake together.
  static let leastShare = 0.02

  let history: FlakinessHistory
  let index: IncidentIndex

  init(_ history: FlakinessHistory) {
    self.history = history
    index = IncidentIndex(history)
  }

  func find() -> IncidentFinding {
    let scan = CoFailureScan(index)
    let events = RunEventSearch(index: index, scan: scan).events()
    let gathering = FactGathering(index, history)
    let groups = EventMerging(index: index, history: history).merged(events)
      .map(gathering.facts)
    let recurring = RecurringClusters(groups, index).positions()
    var excuses = scan.excuses.map { $0 * Self.unknownShare }
    var changes = scan.excuses.map { $0 * (1 - Self.unknownShare) }
    var incidents: [Incident] = []
    var excludedRuns: Set<Int32> = []
    for (number, facts) in groups.enumerated() {
      if recurring.contains(number) {
        // The habit of the group is the habit of each: an excuse of half the rate leaves two thirds
        // of the failure to the test.
        for member in facts.members {
          excuses[member] = min(excuses[member], habit(of: index.table.failures[member].test) / 2)
          changes[member] = 0
        }
        continue
      }
      let probability = outageProbability(facts)
      for member in facts.members {
        excuses[member] = scan.excuses[member] * max(Self.leastShare, probability)
        changes[member] = scan.excuses[member] * (1 - probability)
      }
      guard facts.members.count >= Self.fewestFailures, facts.tests.count >= 2 else { continue }
      let incident = incident(facts, probability)
      incidents.append(incident)
      if incident.kind == .outage { excludedRuns.formUnion(facts.wholeRuns.map(Int32.init)) }
    }
    return IncidentFinding(
      incidents: incidents,
      excuses: byTimeline(excuses, changes),
      excludedRuns: excludedRuns
    )
  }

  private func outageProbability(_ facts: IncidentFacts) -> Double {
    let text = history.signature(Int32(facts.signature)) ?? ""
    return OutageEvidence(facts: facts, tone: SignatureTone(text)).probability
  }

  /// How often a test fails, whatever the reason.
  private func habit(of test: Int) -> Double {
    let failures = history.timelines[test].runs.count { $0.failures > 0 }
    return Double(failures) / max(1, index.turnsOfTest[test])
  }

  private func byTimeline(
    _ likelihoods: [Double],
    _ changes: [Double]
  ) -> [[IncidentFinding.Excuse]] {
    var excuses = Array(repeating: [IncidentFinding.Excuse](), count: history.timelines.count)
    for (position, failure) in index.table.failures.enumerated() where likelihoods[position] > 0 {
      excuses[failure.test].append(
        IncidentFinding.Excuse(
          run: Int32(failure.run),
          likelihood: Float(likelihoods[position]),
          changeLikelihood: Float(changes[position])
        )
      )
    }
    return excuses
  }

  private func incident(_ facts: IncidentFacts, _ probability: Double) -> Incident {
    let runs = facts.runs.map { history.jobRuns[$0] }
    let failed = Set(
      facts.members.filter { !index.table.failures[$0].passedLater }
        .map { index.table.failures[$0].run }
    )
    return Incident(
      scope: scope(of: facts),
      kind: probability >= 0.5 ? .outage : .change,
      outageProbability: probability,
      from: runs[0].startedAt,
      to: runs[runs.count - 1].startedAt,
      jobRunIDs: runs.map(\.id),
      testRowIDs: Set(facts.tests.map { history.timelines[$0].test.id }),
      failures: facts.members.count,
      branches: Set(runs.compactMap(\.jobRun.branch)).sorted(),
      signature: history.signature(Int32(facts.signature)),
      lostTime: failed.sorted().compactMap { history.jobRuns[$0].jobRun.duration }
        .reduce(.zero, +)
    )
  }

  /// What the failures have in common, the most telling first.
  private func scope(of facts: IncidentFacts) -> Incident.Scope {
    let inWholeRuns = facts.wholeRuns.reduce(0) { $0 + index.table.positions(in: $1).count }
    if inWholeRuns * 2 >= facts.members.count { return .wholeRun }
    let places = facts.members.map { index.placeOfTest[index.table.failures[$0].test] }
    if let most = mostFrequent(places.filter { $0 >= 0 }), most.count * 5 >= places.count * 4 {
      return .folder(index.placeNames[most.value])
    }
    if facts.hosts == 1, facts.pipelines >= 2, facts.sparedElsewhere >= 2,
      let run = facts.runs.first, let host = history.jobRuns[run].jobRun.runner
    {
      return .host(host)
    }
    if facts.signatureShare >= 0.7, let text = history.signature(Int32(facts.signature)) {
      return .signature(text)
    }
    return .scattered
  }
}
