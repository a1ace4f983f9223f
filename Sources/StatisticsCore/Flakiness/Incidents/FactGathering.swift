import TestModel

/// Gathers the facts about groups of events from the runs around them.
struct FactGathering {
  /// Runs that may be compared: of one stream and node, at one code or on one branch.
  private struct Lane: Hashable {
    var stream: Int
    var node: Int
    var name: String
  }

  private let index: IncidentIndex
  private let history: FlakinessHistory
  private var runsOfCode: [Lane: [Int]] = [:]
  private var runsOfBranch: [Lane: [Int]] = [:]
  /// By stream, its runs on the default branch.
  private var defaultRuns: [[Int]]
  /// By job and code, the runs on any variant.
  private var variantRuns: [Lane: [Int]] = [:]

  init(_ index: IncidentIndex, _ history: FlakinessHistory) {
    self.index = index
    self.history = history
    defaultRuns = Array(repeating: [], count: index.calendar.streams.count)
    for run in history.jobRuns.indices {
      runsOfCode[codeLane(run), default: []].append(run)
      runsOfBranch[branchLane(run), default: []].append(run)
      variantRuns[variantLane(run), default: []].append(run)
      if history.jobRuns[run].isOnDefaultBranch {
        defaultRuns[index.calendar.streamOfRun[run]].append(run)
      }
    }
  }

  private func codeLane(_ run: Int) -> Lane { lane(run, history.codeKey(of: Int32(run))) }

  private func branchLane(_ run: Int) -> Lane { lane(run, branch(of: run)) }

  private func lane(_ run: Int, _ name: String) -> Lane {
    Lane(
      stream: index.calendar.streamOfRun[run],
      node: history.jobRuns[run].jobRun.nodeIndex ?? 0,
      name: name
    )
  }

  private func variantLane(_ run: Int) -> Lane {
    let stream = index.calendar.streams[index.calendar.streamOfRun[run]]
    return Lane(stream: stream.job, node: 0, name: history.codeKey(of: Int32(run)))
  }

  private func branch(of run: Int) -> String {
    let jobRun = history.jobRuns[run].jobRun
    return jobRun.branch ?? jobRun.pr.map { "pr \($0)" } ?? ""
  }

  func facts(of events: [RunEvent]) -> IncidentFacts {
    var facts = IncidentFacts()
    facts.members = events.flatMap(\.members).sorted()
    facts.runs = Set(events.map(\.run)).sorted()
    facts.tests = Set(facts.members.map { index.table.failures[$0].test }).sorted()
    facts.wholeRuns = events.filter { $0.bond == .wholeRun }.map(\.run)
    addExtent(&facts)
    addRepeats(&facts)
    addConsistency(&facts)
    addBranches(&facts)
    addSpared(&facts)
    return facts
  }

  private func addExtent(_ facts: inout IncidentFacts) {
    let calendar = index.calendar
    let streams = facts.runs.map { calendar.streamOfRun[$0] }
    facts.jobs = Set(streams.map { calendar.streams[$0].job }).count
    facts.pipelines =
      Set(facts.runs.map { history.jobRuns[$0].jobRun.pipeline ?? "run \($0)" }).count
    facts.places = Set(facts.tests.map { index.placeOfTest[$0] }).count
    if facts.places == 1, let place = facts.tests.first.map({ index.placeOfTest[$0] }), place >= 0 {
      facts.placeShare = Double(facts.tests.count) / index.testsInPlace[place]
    }
    let hosts = Set(facts.runs.map { calendar.hostOfRun[$0] })
    facts.hosts = hosts.contains(-1) ? 0 : hosts.count
    let signatures = facts.members.map { index.table.failures[$0].signature }
    if let most = mostFrequent(signatures.filter { $0 >= 0 }) {
      facts.signature = most.value
      facts.signatureShare = Double(most.count) / Double(signatures.count)
    }
    let executed = facts.runs.reduce(0) { $0 + calendar.executedOfRun[$1] }
    facts.intensity = Double(facts.members.count) / max(1, executed)
    if let first = facts.runs.first, let last = facts.runs.last {
      facts.hours = Double(calendar.times[last] - calendar.times[first]) / 3_600_000
    }
  }

  /// What other runs of the same code saw of the tests.
  private func addRepeats(_ facts: inout IncidentFacts) {
    var member = 0
    while member < facts.members.count {
      let run = index.table.failures[facts.members[member]].run
      let again = (runsOfCode[codeLane(run)] ?? []).filter { isComparable($0, run) }
      let variants = (variantRuns[variantLane(run)] ?? []).filter {
        history.jobRuns[$0].isComplete
          && index.calendar.streamOfRun[$0] != index.calendar.streamOfRun[run]
      }
      while member < facts.members.count {
        let failure = index.table.failures[facts.members[member]]
        guard failure.run == run else { break }
        member += 1
        if !again.isEmpty { facts.repeated += 1 }
        if failure.passedLater || again.contains(where: { !failed(failure.test, in: $0) }) {
          facts.contradicted += 1
        }
        guard !variants.isEmpty else { continue }
        facts.onOtherVariants += 1
        if !variants.contains(where: { failed(failure.test, in: $0) }) {
          facts.sparedOnOtherVariants += 1
        }
      }
    }
  }

  /// Whether each test failed on each piece of code: what a change breaks does, what an outage hits
  /// is hit now and then.
  private func addConsistency(_ facts: inout IncidentFacts) {
    // One run says nothing about the next.
    guard facts.runs.count > 1 else { return }
    var numbers: [String: Int] = [:]
    var codeOfRun: [Int: Int] = [:]
    var codes: [Int: Set<Int>] = [:]
    for run in facts.runs {
      let key = history.codeKey(of: Int32(run))
      let code = numbers[key] ?? numbers.count
      numbers[key] = code
      codeOfRun[run] = code
      codes[index.calendar.streamOfRun[run], default: []].insert(code)
    }
    var hits: Set<Hit> = []
    var tests: Set<Hit> = []
    for member in facts.members {
      let failure = index.table.failures[member]
      let stream = index.calendar.streamOfRun[failure.run]
      hits.insert(Hit(test: failure.test, stream: stream, code: codeOfRun[failure.run] ?? -1))
      tests.insert(Hit(test: failure.test, stream: stream, code: -1))
    }
    facts.hits = hits.count
    facts.possibleHits = tests.reduce(0) { $0 + (codes[$1.stream]?.count ?? 0) }
  }

  private struct Hit: Hashable {
    var test: Int
    var stream: Int
    var code: Int
  }

  /// Whether a run executed what another one did, as far as their sizes tell.
  private func isComparable(_ run: Int, _ other: Int) -> Bool {
    run != other && history.jobRuns[run].isComplete
      && index.calendar.executedOfRun[run] >= 0.8 * index.calendar.executedOfRun[other]
  }

  private func addBranches(_ facts: inout IncidentFacts) {
    var branches: Set<String> = []
    var commits: Set<String> = []
    var defaultCommits: Set<String> = []
    for run in facts.runs {
      let code = history.codeKey(of: Int32(run))
      if history.jobRuns[run].isOnDefaultBranch {
        defaultCommits.insert(code)
      } else {
        branches.insert(branch(of: run))
        commits.insert(code)
      }
    }
    facts.otherBranches = branches.count
    facts.otherCommits = commits.count
    facts.defaultCommits = defaultCommits.count
    addDefaultBranch(&facts, hit: defaultCommits)
  }

  /// What the default branch did before, during and after.
  private func addDefaultBranch(_ facts: inout IncidentFacts, hit: Set<String>) {
    guard let first = facts.runs.first, let last = facts.runs.last else { return }
    var spared: Set<String> = []
    var before: Int?
    var after: Int?
    for stream in Set(facts.runs.map { index.calendar.streamOfRun[$0] }).sorted() {
      let runs = defaultRuns[stream]
      // The runs are in order, so those around are found from the ends of the time it lasted.
      let start = runs.partitioningIndex { $0 >= first }
      let end = runs.partitioningIndex { $0 > last }
      for run in runs[start..<end] {
        let code = history.codeKey(of: Int32(run))
        if !hit.contains(code), !isHit(run, facts) { spared.insert(code) }
      }
      if start > 0 { before = max(before ?? 0, runs[start - 1]) }
      if end < runs.count { after = min(after ?? runs[end], runs[end]) }
    }
    facts.sparedDefaultCommits = spared.count
    facts.passedBefore = before.map { !isHit($0, facts) } ?? false
    facts.passedAfter = after.map { !isHit($0, facts) } ?? false
  }

  /// The runs between those that were hit that were not: on the same branch, and on other machines.
  private func addSpared(_ facts: inout IncidentFacts) {
    guard let first = facts.runs.first, let last = facts.runs.last else { return }
    let hit = Set(facts.runs)
    let lanes = Dictionary(grouping: facts.runs, by: branchLane)
    for (lane, runs) in lanes {
      let all = runsOfBranch[lane] ?? []
      let start = all.partitioningIndex { $0 >= runs[0] }
      let end = all.partitioningIndex { $0 > runs[runs.count - 1] }
      facts.sparedBetween += all[start..<end].count { !hit.contains($0) }
    }
    let branches = Set(facts.runs.map(branch))
    let host = index.calendar.hostOfRun[first]
    for stream in Set(facts.runs.map { index.calendar.streamOfRun[$0] }) {
      let told = index.calendar.streams[stream]
      let range = told.between(index.calendar.times[first], index.calendar.times[last])
      let spared = told.runs[range].filter { !isHit($0, facts) }
      facts.sparedOnOtherBranches += spared.count { !branches.contains(branch(of: $0)) }
      if facts.hosts == 1 {
        facts.sparedElsewhere += spared.count { index.calendar.hostOfRun[$0] != host }
      }
    }
  }

  /// Whether one of the tests failed in a run.
  private func isHit(_ run: Int, _ facts: IncidentFacts) -> Bool {
    let positions = index.table.positions(in: run)
    return positions.contains { position in
      let test = index.table.failures[position].test
      let place = facts.tests.partitioningIndex { $0 >= test }
      return place < facts.tests.count && facts.tests[place] == test
    }
  }

  private func failed(_ test: Int, in run: Int) -> Bool {
    let positions = index.table.positions(in: run)
    let place = positions.partitioningIndex { index.table.failures[$0].test >= test }
    return place < positions.endIndex && index.table.failures[place].test == test
  }
}
