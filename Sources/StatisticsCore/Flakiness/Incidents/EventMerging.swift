import TestModel

/// Joins the events of single runs that have one cause, across runs, jobs and branches.
struct EventMerging {
  /// Events of an outage are less than this apart.
  static let gap: Int64 = 6 * 3_600_000
  /// What a branch broke stays broken until somebody pushes again.
  static let branchGap: Int64 = 4 * 24 * 3_600_000

  let index: IncidentIndex
  let history: FlakinessHistory

  /// The events, by start, in groups of one cause each.
  func merged(_ events: [RunEvent]) -> [[RunEvent]] {
    let tones = events.map(tone)
    var parents = Array(events.indices)
    func root(_ event: Int) -> Int {
      var event = event
      while parents[event] != event {
        parents[event] = parents[parents[event]]
        event = parents[event]
      }
      return event
    }
    func join(_ left: Int, _ right: Int) {
      let (left, right) = (root(left), root(right))
      parents[max(left, right)] = min(left, right)
    }
    for later in events.indices {
      let time = index.calendar.times[events[later].run]
      for earlier in (0..<later).reversed() {
        let distance = time - index.calendar.times[events[earlier].run]
        guard distance <= Self.gap else { break }
        guard root(earlier) != root(later) else { continue }
        if isOne(events[earlier], events[later], tones[later]) { join(earlier, later) }
      }
    }
    for (earlier, later) in neighborsOnBranches(events) where root(earlier) != root(later) {
      // An outage that comes back to a branch days later is another one.
      guard tones[later] != .environment else { continue }
      if likeness(events[earlier].tests, events[later].tests) >= 0.5 { join(earlier, later) }
    }
    let groups = Dictionary(grouping: events.indices, by: root)
    return groups.sorted { $0.key < $1.key }.map { $0.value.map { events[$0] } }
  }

  private func tone(of event: RunEvent) -> SignatureTone {
    history.signature(Int32(event.signature)).map { SignatureTone($0) } ?? .unknown
  }

  /// Whether two events within hours have one cause.
  private func isOne(_ left: RunEvent, _ right: RunEvent, _ tone: SignatureTone) -> Bool {
    if left.signature >= 0, left.signature == right.signature,
      left.isOneSignature || right.isOneSignature
    {
      // Words about names and arguments are the same wherever the code is wrong.
      return tone != .code || overlap(left.tests, right.tests) >= 0.5
    }
    switch (left.bond, right.bond) {
    case (.wholeRun, .wholeRun): return true
    case (.scattered, .scattered), (.wholeRun, .scattered), (.scattered, .wholeRun):
      return isOneHost(left, right) || left.signature == right.signature
    case (.place(let one), .place(let other)) where one == other:
      // A partial outage hits other tests of the folder each time.
      return overlap(left.tests, right.tests) >= 0.5
    default:
      return likeness(left.tests, right.tests) >= 0.5
    }
  }

  private func isOneHost(_ left: RunEvent, _ right: RunEvent) -> Bool {
    let host = index.calendar.hostOfRun[left.run]
    return host >= 0 && host == index.calendar.hostOfRun[right.run]
  }

  /// Pairs of events that follow each other on one branch, in one stream, with no run between
  /// them that was spared.
  private func neighborsOnBranches(_ events: [RunEvent]) -> [(Int, Int)] {
    struct Lane: Hashable {
      var branch: String
      var stream: Int
      var node: Int
    }
    var eventsOfRun: [Int: [Int]] = [:]
    for (number, event) in events.enumerated() {
      eventsOfRun[event.run, default: []].append(number)
    }
    var last: [Lane: Int] = [:]
    var pairs: [(Int, Int)] = []
    for (run, recorded) in history.jobRuns.enumerated() {
      let lane = Lane(
        branch: recorded.jobRun.branch ?? "",
        stream: index.calendar.streamOfRun[run],
        node: recorded.jobRun.nodeIndex ?? 0
      )
      if let before = last[lane],
        index.calendar.times[run] - index.calendar.times[before] <= Self.branchGap
      {
        for later in eventsOfRun[run] ?? [] {
          for earlier in eventsOfRun[before] ?? [] { pairs.append((earlier, later)) }
        }
      }
      last[lane] = run
    }
    return pairs
  }
}

/// How much two ascending lists have in common: the size of the intersection over that of the
/// smaller one, 0 to 1.
func overlap(_ left: [Int], _ right: [Int]) -> Double {
  var common = 0
  var (i, j) = (0, 0)
  while i < left.count, j < right.count {
    if left[i] == right[j] { common += 1 }
    let step = left[i]
    if left[i] <= right[j] { i += 1 }
    if j < right.count, right[j] <= step { j += 1 }
  }
  return left.isEmpty || right.isEmpty ? 0 : Double(common) / Double(min(left.count, right.count))
}

/// How much two ascending lists are alike: the size of the intersection over that of the union
/// (Jaccard's index), 0 to 1.
func likeness(_ left: [Int], _ right: [Int]) -> Double {
  let common = overlap(left, right) * Double(min(left.count, right.count))
  return common / max(1, Double(left.count + right.count) - common)
}
