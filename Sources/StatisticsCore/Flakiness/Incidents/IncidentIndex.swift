import TestModel

/// The numbers by which failures are gathered and counted; they don't change from round to round.
struct IncidentIndex {
  let table: FailureTable
  let calendar: RunCalendar
  /// By test: its place; -1 where none is known.
  let placeOfTest: [Int]
  let placeNames: [String]
  /// By place: how many tests there are.
  private(set) var testsInPlace: [Double]
  /// By test: the streams in which it failed.
  private(set) var streamsOfTest: [[Int]]
  /// By test: the turns of those streams, as often as it was executed at most.
  private(set) var turnsOfTest: [Double]
  /// By failure: the number of its test and signature together; -1 without a signature.
  private(set) var wordingOfFailure: [Int] = []
  private(set) var wordingCount = 0
  /// By run: its position among the runs of its machine.
  private(set) var positionOnHost: [Int]
  let signatureCount: Int
  let groups: [ScopeGroups]

  init(_ history: FlakinessHistory) {
    table = FailureTable(history)
    calendar = RunCalendar(history, table)
    signatureCount = history.signatures.count
    (placeOfTest, placeNames) = places(of: history.timelines)
    streamsOfTest = failingStreams(table, calendar, tests: history.timelines.count)
    turnsOfTest = streamsOfTest.map { [calendar] streams in
      streams.reduce(0) { $0 + calendar.streams[$1].allTurns }
    }
    var failing = Array(repeating: 0, count: placeNames.count)
    for (test, place) in placeOfTest.enumerated() where place >= 0 {
      if !streamsOfTest[test].isEmpty { failing[place] += 1 }
    }
    testsInPlace = zip(placeNames, failing).map { name, failing in
      Double(max(failing, history.testsByPlace[name] ?? 0))
    }
    positionOnHost = Array(repeating: 0, count: history.jobRuns.count)
    for runs in calendar.runsOfHost {
      for (position, run) in runs.enumerated() { positionOnHost[run] = position }
    }
    groups = CoFailureScope.allCases.map { [table, calendar, placeOfTest] scope in
      ScopeGroups(scope, table, calendar) { failure in
        switch scope {
        case .run: failure.run
        case .signatureInRun, .signatureInHours: failure.signature
        case .placeInRun, .placeInHours: placeOfTest[failure.test]
        case .jobInHours: calendar.streams[calendar.streamOfRun[failure.run]].job
        case .host: calendar.hostOfRun[failure.run]
        }
      }
    }
    numberWordings()
  }

  private mutating func numberWordings() {
    var numbers: [Int: Int] = [:]
    wordingOfFailure = table.failures.map { failure in
      guard failure.signature >= 0 else { return -1 }
      let key = failure.test * signatureCount + failure.signature
      if let number = numbers[key] { return number }
      numbers[key] = numbers.count
      return numbers.count - 1
    }
    wordingCount = numbers.count
  }
}

/// By test, the number of its place, and the places' names by number.
private func places(of timelines: [TestTimeline]) -> (ofTest: [Int], names: [String]) {
  var numbers: [String: Int] = [:]
  var names: [String] = []
  let ofTest = timelines.map { timeline in
    guard let name = timeline.test.testID.place else { return -1 }
    if let number = numbers[name] { return number }
    numbers[name] = names.count
    names.append(name)
    return names.count - 1
  }
  return (ofTest, names)
}

/// By test, the streams in which it failed.
private func failingStreams(
  _ table: FailureTable,
  _ calendar: RunCalendar,
  tests: Int
) -> [[Int]] {
  var streams = Array(repeating: [Int](), count: tests)
  for failure in table.failures {
    let stream = calendar.streamOfRun[failure.run]
    if !streams[failure.test].contains(stream) { streams[failure.test].append(stream) }
  }
  return streams
}
