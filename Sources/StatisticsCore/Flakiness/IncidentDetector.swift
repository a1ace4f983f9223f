import TestModel

/// Finds the failures that came together, and says which are to be set aside.
///
/// In each run the failures of first attempts are counted and held against what the tests' own rates
/// in all other runs lead to expect (leave-one-out, so that an event is not part of its own
/// baseline). With many small rates the count is Poisson in good approximation (Le Cam, 1960), and a
/// count whose tail is under `tailLimit` is an event. Source of the construction:
/// leave-one-out baselines with a Poisson-binomial tail.
struct IncidentDetector {
  /// Fewer failures than this are never an event.
  static let fewestFailures = 4
  /// One run in a million looks like an event by chance.
  static let tailLimit = 1e-6
  /// The rate at which a test that never failed in the window is taken to fail.
  static let quietRate = 1e-4
  /// Events of one scope that are less than this apart are one.
  static let gapMilliseconds: Int64 = 6 * 3_600_000

  /// The rounds of the search; in practice the second or third finds nothing new.
  static let mostRounds = 5

  let ordered: OrderedHistory

  /// The failures that are set aside, and the events that they belong to.
  struct Finding {
    var incidents: [Incident] = []
    /// By run: the tests whose failures in it belong to an event, whatever stands behind it: they
    /// are no evidence of flakiness, because they are not independent.
    var together: [Int: Set<Int>] = [:]
    /// By run: the tests whose failures in it belong to an outage: they say nothing at all.
    var setAside: [Int: Set<Int>] = [:]
    /// The runs of which nothing is evidence.
    var excludedRuns: Set<Int> = []
  }

  private struct Event {
    var run: Int
    var scope: Incident.Scope
    var tests: Set<Int>
    var isContradicted: Bool
  }

  func find() -> Finding {
    var byRun: [Int: [PlacedRun]] = [:]
    for testRun in ordered.testRuns.joined() where testRun.ran {
      byRun[testRun.run, default: []].append(testRun)
    }
    let passes = passingCode()
    // Events raise the baselines of the tests that they hit, and hide other events behind them. So
    // the search begins with the baselines of the runs in which next to nothing failed, and goes on
    // with those of all failures that belong to no event, until it finds what it found before.
    var together = byRun.mapValues { testRuns in Set(testRuns.filter(\.failedFirst).map(\.test)) }
      .filter { $0.value.count >= Self.fewestFailures }
    var found: [Event] = []
    for _ in 0..<Self.mostRounds {
      found = events(byRun, leavingOut: together, passes: passes)
      let next = finding(from: found).together
      if next == together { break }
      together = next
    }
    return finding(from: found)
  }

  /// The events of all runs, against baselines without the failures that `together` names.
  private func events(
    _ byRun: [Int: [PlacedRun]],
    leavingOut together: [Int: Set<Int>],
    passes: Set<CodeOfTest>
  ) -> [Event] {
    let rates = ordered.testRuns.map { testRuns in
      Rates(testRuns.filter { !(together[$0.run]?.contains($0.test) ?? false) })
    }
    var events: [Event] = []
    for (run, testRuns) in byRun.sorted(by: { $0.key < $1.key }) {
      let failed = testRuns.filter(\.failedFirst)
      guard failed.count >= IncidentDetector.fewestFailures else { continue }
      let quiet = max(0, ordered.runs[run].counts.cases - testRuns.count)
      let expected = testRuns.reduce(Double(quiet) * IncidentDetector.quietRate) {
        $0 + rates[$1.test].without($1)
      }
      let tail = poissonTail(atLeast: failed.count, mean: expected)
      guard tail < IncidentDetector.tailLimit else { continue }
      let unexpected = failed.filter { rates[$0.test].without($0) < 0.5 }
      events += self.events(in: run, failed: unexpected, passes: passes)
    }
    return events
  }

  /// The events of one run: one of the whole run, else one a folder or signature, and what is left.
  private func events(
    in run: Int,
    failed: [PlacedRun],
    passes: Set<CodeOfTest>
  ) -> [Event] {
    let executed = max(1, ordered.runs[run].counts.cases - ordered.runs[run].counts.skipped)
    if failed.count * 2 >= executed {
      return [event(run, .wholeRun, failed, passes: passes)]
    }
    var rest = failed
    var events: [Event] = []
    func take(_ scope: Incident.Scope, where belongs: (PlacedRun) -> Bool) {
      events.append(event(run, scope, rest.filter(belongs), passes: passes))
      rest.removeAll(where: belongs)
    }
    for signature in frequent(rest.map(\.signature)) {
      take(.signature(ordered.history.signatures[Int(signature)])) { $0.signature == signature }
    }
    for folder in frequent(rest.map { folder(of: $0.test) }) {
      take(.folder(folder)) { self.folder(of: $0.test) == folder }
    }
    // What shares neither still came in the same moment; single ones do not.
    if rest.count >= IncidentDetector.fewestFailures { take(.scattered) { _ in true } }
    return events
  }

  private func event(
    _ run: Int,
    _ scope: Incident.Scope,
    _ failed: [PlacedRun],
    passes: Set<CodeOfTest>
  ) -> Event {
    let contradicted = failed.count { passes.contains(codeOfTest($0)) }
    return Event(
      run: run,
      scope: scope,
      tests: Set(failed.map(\.test)),
      isContradicted: contradicted * 2 > failed.count
    )
  }

  /// The values that occur in `fewestFailures` places or more, the most frequent first.
  private func frequent<Value: Hashable & Comparable>(_ values: [Value?]) -> [Value] {
    var counts: [Value: Int] = [:]
    for case let value? in values { counts[value, default: 0] += 1 }
    return counts.filter { $0.value >= IncidentDetector.fewestFailures }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map(\.key)
  }

  private func folder(of test: Int) -> String? { ordered.tests[test].testID.place }

  // MARK: From events to incidents

  private func finding(from events: [Event]) -> Finding {
    var finding = Finding()
    var groups: [[Event]] = []
    for event in events {
      finding.together[event.run, default: []].formUnion(event.tests)
      if let group = groups.lastIndex(where: { continues($0, event) }) {
        groups[group].append(event)
      } else {
        groups.append([event])
      }
    }
    for group in groups {
      let incident = incident(of: group)
      finding.incidents.append(incident)
      // What one change broke is no event of the environment: it stays, for regressions to be seen.
      guard incident.kind == .outage else { continue }
      for event in group {
        finding.setAside[event.run, default: []].formUnion(event.tests)
        if event.scope == .wholeRun { finding.excludedRuns.insert(event.run) }
      }
    }
    return finding
  }

  private func continues(_ group: [Event], _ event: Event) -> Bool {
    guard let last = group.last, last.scope == event.scope else { return false }
    let gap =
      ordered.runs[event.run].startedAt.milliseconds
      - ordered.runs[last.run].startedAt.milliseconds
    return gap <= IncidentDetector.gapMilliseconds
  }

  private func incident(of events: [Event]) -> Incident {
    let runs = events.map { ordered.runs[$0.run] }
    let branches = Set(runs.map { $0.jobRun.branch ?? "" })
    let tests = events.reduce(into: Set<Int>()) { $0.formUnion($1.tests) }
    // A regression on the default branch shows up on branches as well, in one folder or all over
    // the place, but not as one signature of tests that have nothing else in common.
    let isOneCause =
      switch events[0].scope {
      case .wholeRun, .signature: true
      case .folder, .scattered: false
      }
    let isOutage =
      (branches.count > 1 && isOneCause) || events.contains(where: \.isContradicted)
    return Incident(
      scope: events[0].scope,
      kind: isOutage ? .outage : .change,
      from: runs[0].startedAt,
      to: runs[runs.count - 1].startedAt,
      jobRunIDs: runs.map(\.id),
      testRowIDs: Set(tests.map { ordered.tests[$0].id }),
      failures: events.reduce(0) { $0 + $1.tests.count },
      signature: commonSignature(of: events),
      lostTime: runs.compactMap(\.jobRun.duration).reduce(.zero, +)
    )
  }

  private func commonSignature(of events: [Event]) -> String? {
    var counts: [Int64: Int] = [:]
    for event in events {
      for test in event.tests {
        let testRun = ordered.testRuns[test].first { $0.run == event.run }
        if let signature = testRun?.signature { counts[signature, default: 0] += 1 }
      }
    }
    let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    return most.flatMap { ordered.history.signatures[Int($0.key)] }
  }

  // MARK: Code that passed

  private struct CodeOfTest: Hashable {
    var test: Int
    var stream: JobVariant
    var code: String
  }

  private func codeOfTest(_ testRun: PlacedRun) -> CodeOfTest {
    CodeOfTest(
      test: testRun.test,
      stream: ordered.stream(of: testRun.run),
      code: ordered.codeKey(of: testRun.run)
    )
  }

  private func passingCode() -> Set<CodeOfTest> {
    var passes: Set<CodeOfTest> = []
    for testRun in ordered.testRuns.joined() where testRun.last == .passed {
      passes.insert(codeOfTest(testRun))
    }
    return passes
  }
}

/// How often a test fails in a window, with and without one of its runs.
private struct Rates {
  private var failures = 0
  private var runs = 0

  init(_ testRuns: [PlacedRun]) {
    for testRun in testRuns where testRun.ran {
      runs += 1
      if testRun.failedFirst { failures += 1 }
    }
  }

  /// The rate in all runs but this one, shrunk towards 2 % by the weight of one run: a test that is
  /// seen once says little about itself.
  ///
  /// A run that the baseline leaves out already takes away a failure too many, so the count is held
  /// at 0.
  func without(_ testRun: PlacedRun) -> Double {
    let failures = Double(max(0, failures - (testRun.failedFirst ? 1 : 0)))
    return (failures + 0.02) / (Double(max(0, runs - 1)) + 1)
  }
}
