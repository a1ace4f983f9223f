import TestModel

/// Failures of one run that came together, before it is known which other runs they belong to.
struct RunEvent {
  /// What they have in common within the run.
  enum Bond: Hashable {
    case wholeRun
    case signature(Int)
    case place(Int)
    case scattered
  }

  var run: Int
  var bond: Bond
  /// Positions of the failures, by test.
  var members: [Int]
  /// The tests, ascending.
  var tests: [Int]
  /// The signature of most of them; -1 for none.
  var signature: Int
  /// Whether most of them share it.
  var isOneSignature: Bool
}

/// Gathers the failures of each run that are more probably an incident's than their tests' own.
struct RunEventSearch {
  /// Half of the tests make a whole run.
  static let wholeShare = 0.5
  /// The most events of one kind in a run, the largest first; events are compared in pairs, and what
  /// is left counts as scattered.
  static let mostEvents = 100

  let index: IncidentIndex
  let scan: CoFailureScan

  func events() -> [RunEvent] {
    (0..<index.calendar.times.count).flatMap(events)
  }

  private func events(in run: Int) -> [RunEvent] {
    let all = Array(index.table.positions(in: run))
    let members = all.filter(isMember)
    guard let first = members.first else { return [] }
    let executed = index.calendar.executedOfRun[index.table.failures[first].run]
    if Double(all.count) >= Self.wholeShare * executed, all.count > 2 {
      return [event(run, .wholeRun, all)]
    }
    func signature(_ position: Int) -> Int { index.table.failures[position].signature }
    func place(_ position: Int) -> Int { index.placeOfTest[index.table.failures[position].test] }
    var rest = members
    var events: [RunEvent] = []
    func take(_ keys: [Int], by key: (Int) -> Int, _ bond: (Int) -> RunEvent.Bond) {
      let groups = Dictionary(grouping: rest, by: key)
      let taken = keys.prefix(Self.mostEvents)
      events += taken.map { event(run, bond($0), groups[$0] ?? []) }
      let keys = Set(taken)
      rest.removeAll { keys.contains(key($0)) }
    }
    take(frequent(rest.map(signature)), by: signature, RunEvent.Bond.signature)
    take(frequent(rest.map(place)), by: place, RunEvent.Bond.place)
    // A failure may be alone in its run, and have its like in other runs of the hours around it.
    let alike = rest.filter { scan.scopes[$0] == .signatureInHours }
    take(distinct(alike.map(signature)), by: signature, RunEvent.Bond.signature)
    let near = rest.filter { scan.scopes[$0] == .placeInHours }
    take(distinct(near.map(place)), by: place, RunEvent.Bond.place)
    if !rest.isEmpty { events.append(event(run, .scattered, rest)) }
    return events
  }

  /// Whether a failure is an incident's more probably than not.
  private func isMember(_ position: Int) -> Bool {
    scan.posteriors[position] > 0.5 && scan.excuses[position] > scan.rates[position]
  }

  private func event(_ run: Int, _ bond: RunEvent.Bond, _ members: [Int]) -> RunEvent {
    let signatures = members.map { index.table.failures[$0].signature }
    let most = mostFrequent(signatures.filter { $0 >= 0 })
    return RunEvent(
      run: run,
      bond: bond,
      members: members,
      tests: members.map { index.table.failures[$0].test },
      signature: most?.value ?? -1,
      isOneSignature: (most?.count ?? 0) * 2 > members.count
    )
  }

  /// The values that at least three have, the most frequent first.
  private func frequent(_ values: [Int]) -> [Int] {
    counts(values.filter { $0 >= 0 }).filter { $0.value >= 3 }
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map(\.key)
  }
}

/// The values, each where it comes first.
private func distinct(_ values: [Int]) -> [Int] {
  var seen: Set<Int> = []
  return values.filter { seen.insert($0).inserted }
}

/// How often each value occurs.
func counts<Value: Hashable>(_ values: [Value]) -> [Value: Int] {
  values.reduce(into: [:]) { $0[$1, default: 0] += 1 }
}

/// The most frequent value, of several the smallest.
func mostFrequent(_ values: [Int]) -> (value: Int, count: Int)? {
  counts(values).min { ($1.value, $0.key) < ($0.value, $1.key) }
    .map { (value: $0.key, count: $0.value) }
}
