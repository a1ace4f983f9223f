import TestModel

/// The failures of one key in a window of runs that moves along them.
struct ScopeWindow {
  /// The failures of other tests in a window.
  struct Others {
    /// How many tests failed.
    var tests: Int
    /// How often they failed.
    var failures: Double
    /// How many tests ran in one run.
    var executedTests: Double
    /// How many executions there were in all.
    var executions: Double
    /// How many failures were to be expected.
    var expected: Double
    /// The share of the failures that have the words of the failure at hand; where none has, the
    /// share of those with words that no other has, half a failure at least (Good, 1953).
    var wordShare: Double
  }

  private let index: IncidentIndex
  private let baselines: FailureBaselines
  /// By failure: whether its test fails so often that nothing follows from one more.
  private let isHabitual: [Bool]
  private(set) var groups: ScopeGroups
  private var group: ScopeGroups.Group
  /// The hits in the window, and the one in its middle.
  private var first = 0
  private var end = 0
  private var middle = 0
  /// By test: how often it failed in the window.
  private var counts: [Int]
  private var tests = 0
  /// The failures in the middle whose tests are not habitual.
  private var surprisesInRun = 0
  private var failures = 0
  /// By signature: how often it was seen in the window; and how many were seen once.
  private var wordCounts: [Int]
  private var singleWords = 0
  /// By test, and by test and signature: the weights of the failures in the window.
  private var weightOfTest: [Double]
  private var weightOfWording: [Double]
  /// What the failures in the window add to the rates of their tests, or weigh as signatures.
  private var ownShares = 0.0
  private var ownWeights = 0.0
  // Of the window around the middle:
  private var turns = 0.0
  private var executions = 0.0
  private var expected = 0.0

  init(_ index: IncidentIndex, _ baselines: FailureBaselines, _ rates: [Double]) {
    self.index = index
    self.baselines = baselines
    isHabitual = rates.map { $0 > FailureBaselines.habitualRate }
    groups = index.groups[0]
    group = ScopeGroups.Group(key: 0, hits: 0..<0, isShared: false, streams: [])
    counts = Array(repeating: 0, count: index.turnsOfTest.count)
    wordCounts = Array(repeating: 0, count: index.signatureCount)
    weightOfTest = Array(repeating: 0, count: counts.count)
    weightOfWording = Array(repeating: 0, count: index.wordingCount)
  }

  /// The failures of the hit in the middle.
  var members: ArraySlice<Int> { groups.order[groups.hits[middle].members] }

  mutating func begin(_ groups: ScopeGroups, _ group: ScopeGroups.Group) {
    if self.groups.scope != groups.scope { self.groups = groups }
    self.group = group
    first = group.hits.lowerBound
    end = first
  }

  /// Empties the window.
  mutating func finish() {
    while first < end {
      count(groups.hits[first], by: -1)
      first += 1
    }
    ownShares = 0
    ownWeights = 0
  }

  /// Moves the window to the surroundings of a hit.
  mutating func move(to hit: Int) {
    middle = hit
    while end < group.hits.upperBound, reaches(end) {
      count(groups.hits[end], by: 1)
      end += 1
    }
    while !reaches(first) {
      count(groups.hits[first], by: -1)
      first += 1
    }
    surprisesInRun = members.count { !isHabitual[$0] }
    measure()
  }

  private func reaches(_ hit: Int) -> Bool {
    let run = groups.hits[hit].run
    let center = groups.hits[middle].run
    let distance = abs(index.calendar.times[run] - index.calendar.times[center])
    switch groups.scope {
    case .run, .placeInRun, .signatureInRun: return run == center
    case .signatureInHours, .placeInHours, .jobInHours: return distance <= CoFailureScope.reach
    case .host:
      let steps = abs(index.positionOnHost[run] - index.positionOnHost[center])
      return steps <= CoFailureScope.neighbors && distance <= CoFailureScope.neighborReach
    }
  }

  private mutating func count(_ hit: ScopeGroups.Hit, by step: Int) {
    for position in groups.order[hit.members] where !isHabitual[position] {
      let test = index.table.failures[position].test
      if step > 0, counts[test] == 0 { tests += 1 }
      counts[test] += step
      if step < 0, counts[test] == 0 { tests -= 1 }
      failures += step
      count(words: index.table.failures[position].signature, by: step)
      let weight = Double(step) * baselines.weights[position]
      ownWeights += weight
      weightOfTest[test] += weight
      if index.wordingOfFailure[position] >= 0 {
        weightOfWording[index.wordingOfFailure[position]] += weight
      }
      ownShares += weight * baselines.share(of: test)
    }
  }

  private mutating func count(words: Int, by step: Int) {
    guard words >= 0 else { return }
    if wordCounts[words] == 1 { singleWords -= 1 }
    wordCounts[words] += step
    if wordCounts[words] == 1 { singleWords += 1 }
  }

  /// What runs in the window, and how many failures that leads to expect.
  private mutating func measure() {
    let center = groups.hits[middle].run
    turns = 0
    executions = 0
    expected = 0
    switch groups.scope {
    case .run, .placeInRun, .signatureInRun: add(run: center)
    case .host:
      let runs = index.calendar.runsOfHost[group.key]
      let position = index.positionOnHost[center]
      let low = max(0, position - CoFailureScope.neighbors)
      let high = min(runs.count - 1, position + CoFailureScope.neighbors)
      for run in runs[low...high] { add(run: run) }
    default:
      let time = index.calendar.times[center]
      for stream in group.streams {
        let told = index.calendar.streams[stream]
        let range = told.between(time - CoFailureScope.reach, time + CoFailureScope.reach)
        add(
          stream,
          turns: told.turns[range.upperBound] - told.turns[range.lowerBound],
          executed: told.executed[range.upperBound] - told.executed[range.lowerBound]
        )
      }
    }
    expected -= correction
  }

  private mutating func add(run: Int) {
    add(
      index.calendar.streamOfRun[run],
      turns: index.calendar.turnOfRun[run],
      executed: index.calendar.executedOfRun[run]
    )
  }

  private mutating func add(_ stream: Int, turns: Double, executed: Double) {
    self.turns += turns
    switch groups.scope {
    case .placeInRun, .placeInHours:
      executions += min(executed, index.testsInPlace[group.key] * turns)
      expected += turns * baselines.expected(in: stream, place: group.key)
    case .signatureInRun, .signatureInHours:
      executions += executed
    case .run, .jobInHours, .host:
      executions += executed
      expected += turns * baselines.expected(in: stream, place: nil)
    }
  }

  /// The failures in the window are no part of the baseline that they are held against.
  private var correction: Double { ownShares * turns }

  /// What the other tests did in the window around a failure.
  func others(of position: Int) -> Others {
    let failure = index.table.failures[position]
    let own = counts[failure.test]
    let runTests = index.calendar.executedOfRun[failure.run]
    let executedTests =
      groups.scope == .placeInRun || groups.scope == .placeInHours
      ? min(runTests, index.testsInPlace[group.key]) : runTests
    let others = Double(failures - own)
    return Others(
      tests: tests - (own > 0 ? 1 : 0),
      failures: others,
      executedTests: max(1, executedTests - 1),
      executions: max(others, executions - turns),
      expected: max(1e-6, expectation(for: position)),
      wordShare: wordShare(failure.signature, own: own, others: others)
    )
  }

  private func wordShare(_ words: Int, own: Int, others: Double) -> Double {
    guard words >= 0, others > 0 else { return 1 }
    let same = max(0, wordCounts[words] - own)
    if same > 0 { return min(1, Double(same) / others) }
    let singles = singleWords - (own == 1 && wordCounts[words] == 1 ? 1 : 0)
    return min(1, max(0.5, Double(singles)) / others)
  }

  /// What the other tests did in the run of a failure alone.
  func othersInRun(of position: Int) -> (tests: Int, expected: Double) {
    let run = index.table.failures[position].run
    let share = index.calendar.turnOfRun[run] / max(turns, 1e-9)
    return (surprisesInRun - (isHabitual[position] ? 0 : 1), max(1e-6, expected * share))
  }

  /// The weights of the failures of one test in the window, and of those of them with its words.
  func ownWeights(of position: Int) -> (test: Double, wording: Double) {
    let test = index.table.failures[position].test
    // Habitual failures are not counted in the window, but this one is in it.
    let least = baselines.weights[position]
    let wording = weightOfWording[index.wordingOfFailure[position]]
    return (max(least, weightOfTest[test]), max(least, wording))
  }

  private func expectation(for position: Int) -> Double {
    let failure = index.table.failures[position]
    guard groups.scope.isSignature else {
      // The rest of the test's own rate goes, too; of the many that are quiet, some remains.
      let own = baselines.rate(of: failure.test, without: baselines.weights[position])
      return max(expected - own * turns, executions * baselines.commonRate * 0.01)
    }
    let wording = baselines.ofWording[index.wordingOfFailure[position]]
    let ownHere = weightOfWording[index.wordingOfFailure[position]]
    let elsewhere =
      baselines.ofSignature[group.key] - ownWeights - max(0, wording - ownHere)
    let allTurns = group.streams.reduce(0) { $0 + index.calendar.streams[$1].allTurns }
    return (max(0, elsewhere) + FailureBaselines.noveltyFailures) * turns / max(allTurns, turns)
  }
}
