import TestModel

/// One piece of code as a test saw it: its runs on all jobs and variants, reruns included.
struct CodeUnit: Hashable {
  /// The position of the code.
  var code: Int32
  /// Whether the code was tested on the default branch.
  var isOnDefaultBranch: Bool
  /// The first run of the test on it.
  var firstRun: Int32
  /// How many failures it holds.
  var failures = 0
  /// How many clean runs it holds: first attempts that passed, with no failure after.
  var passes = 0
  /// What speaks for a break of its own, off the default branch, whose breaks are transitions.
  var suspicion = Suspicion.none

  /// How likely a change under test broke the test, before its runs are seen.
  enum Suspicion: Hashable, Sendable {
    /// As likely as any change does.
    case none
    /// Its branch began before the default branch was mended, and may have the break still.
    case staleBase
    /// Its last push broke the test.
    case brokeBefore
  }
}

/// A run in which a test failed.
struct FailingObservation: Hashable {
  /// The position of its unit.
  var unit: Int
  /// The position of its job and variant among those of the test.
  var stream: Int
  /// The position of the job run.
  var run: Int32
  /// The likelihood that an incident made it fail, see `IncidentFinding.Excuse`.
  var excuse: Double
  /// The probability that a change that broke several tests broke this one, at most 1 or above it
  /// where the signatures are the same.
  var change: Double
  /// Failures after the first in the same run.
  var retriesFailed: Int
  /// Whether a later attempt in the same run passed.
  var passedOnRetry: Bool
  /// Whether the test failed on the same code before, and did not pass since.
  var isRepeat: Bool
}

/// The history of one test as the model sees it: pieces of code in the order of time.
struct TestUnits: Hashable {
  /// The units, by first run.
  var units: [CodeUnit] = []
  /// The jobs and variants that ran the test, as positions in the facts, ascending.
  var streams: [Int32] = []
  /// By unit and then by stream, how many runs were clean.
  var clean: [Int32] = []
  /// The failures, by unit and then by time.
  var failures: [FailingObservation] = []
  /// The changes on which it failed and did not pass, after the first, with the words of an earlier
  /// one.
  var changesWithSameWords = 0
  /// The same with words of their own.
  var changesWithNewWords = 0

  /// The clean runs of a unit in a stream.
  func clean(_ unit: Int, _ stream: Int) -> Int { Int(clean[unit * streams.count + stream]) }
}

/// Gathers the runs of tests by the code that they tested.
struct UnitGathering {
  let facts: RunFacts
  /// By code, the unit of the test in hand; marked with the test's number so that it need not be
  /// emptied.
  private var unitOfCode: [(test: Int32, unit: Int32)]
  private var streamSlots: [(test: Int32, slot: Int32)]
  private var test: Int32 = 0

  init(facts: RunFacts) {
    self.facts = facts
    unitOfCode = Array(repeating: (-1, 0), count: facts.codes.count)
    streamSlots = Array(repeating: (-1, 0), count: facts.streams.count)
  }

  /// The units of one test.
  ///
  /// - Parameters:
  ///   - runs: the test's runs, by time.
  ///   - excuses: the excuses of its failures, by time.
  mutating func units(
    _ runs: [TestRun],
    excuses: [IncidentFinding.Excuse]
  ) -> TestUnits {
    test += 1
    var told = TestUnits()
    told.streams = slots(runs)
    var ends = LastRuns(streams: told.streams.count)
    var nextExcuse = 0
    for testRun in runs where testRun.ran {
      let unit = unit(of: testRun, in: &told)
      let stream = Int(streamSlots[Int(facts.stream[Int(testRun.run)])].slot)
      while nextExcuse < excuses.count, excuses[nextExcuse].run < testRun.run { nextExcuse += 1 }
      if testRun.failures == 0 || (!testRun.failedFirst && testRun.isMixed) {
        told.units[unit].passes += 1
        told.clean[unit * told.streams.count + stream] += 1
      }
      let isRepeat = ends.hasFailure(unit, stream)
      ends.add(unit, stream, failed: testRun.failedFinally)
      guard testRun.failures > 0 else { continue }
      let isExcused = nextExcuse < excuses.count && excuses[nextExcuse].run == testRun.run
      told.units[unit].failures += 1
      told.failures.append(
        FailingObservation(
          unit: unit,
          stream: stream,
          run: testRun.run,
          excuse: isExcused ? Double(excuses[nextExcuse].likelihood) : 0,
          change: isExcused ? Double(excuses[nextExcuse].changeLikelihood) : 0,
          retriesFailed: testRun.failedFirst ? Int(testRun.failures) - 1 : 0,
          passedOnRetry: testRun.passedOnRetry,
          isRepeat: isRepeat
        )
      )
    }
    told.failures.sort { ($0.unit, $0.run) < ($1.unit, $1.run) }
    suspectChanges(&told)
    compareWords(&told, runs)
    return told
  }

  /// Counts the changes on which the test failed by whether their words are new: a flake says the
  /// same again, each break something of its own.
  private func compareWords(_ told: inout TestUnits, _ runs: [TestRun]) {
    let failing = told.failures.filter { failure in
      let unit = told.units[failure.unit]
      return !unit.isOnDefaultBranch && unit.passes == 0 && !failure.isRepeat
    }
    guard failing.count > 1 else { return }
    let words = Dictionary(
      runs.filter { $0.failures > 0 && $0.signature >= 0 }.map { ($0.run, $0.signature) },
      uniquingKeysWith: { first, _ in first }
    )
    var seen: Set<Int32> = []
    var changes: Set<Int32> = []
    for failure in failing {
      let change = facts.codes[Int(told.units[failure.unit].code)].change
      guard let words = words[failure.run], changes.insert(change).inserted else { continue }
      let isNew = seen.insert(words).inserted
      guard changes.count > 1 else { continue }
      if isNew { told.changesWithNewWords += 1 } else { told.changesWithSameWords += 1 }
    }
  }

  private mutating func slots(_ runs: [TestRun]) -> [Int32] {
    var streams: [Int32] = []
    for testRun in runs where testRun.ran {
      let stream = facts.stream[Int(testRun.run)]
      guard streamSlots[Int(stream)].test != test else { continue }
      streamSlots[Int(stream)] = (test, 0)
      streams.append(stream)
    }
    streams.sort()
    for (slot, stream) in streams.enumerated() { streamSlots[Int(stream)].slot = Int32(slot) }
    return streams
  }

  private mutating func unit(of testRun: TestRun, in told: inout TestUnits) -> Int {
    let code = facts.code[Int(testRun.run)]
    let known = unitOfCode[Int(code)]
    if known.test == test { return Int(known.unit) }
    let unit = told.units.count
    unitOfCode[Int(code)] = (test, Int32(unit))
    told.units.append(
      CodeUnit(
        code: code,
        isOnDefaultBranch: facts.codes[Int(code)].isOnDefaultBranch,
        firstRun: testRun.run
      )
    )
    told.clean.append(contentsOf: repeatElement(0, count: told.streams.count))
    return unit
  }

  /// Marks the units off the default branch whose change is suspicious: what its last push broke is
  /// likely broken still, and a branch that is based on a broken default branch has the break until
  /// it is brought up to date.
  private func suspectChanges(_ told: inout TestUnits) {
    var brokeLast: [Int32: Bool] = [:]
    var firstRunOfChange: [Int32: Int32] = [:]
    var lastBreak: Int32 = -1
    for unit in told.units.indices {
      let isBroken = told.units[unit].failures > 0 && told.units[unit].passes == 0
      if told.units[unit].isOnDefaultBranch {
        if isBroken { lastBreak = told.units[unit].firstRun }
        continue
      }
      let change = facts.codes[Int(told.units[unit].code)].change
      let begin = firstRunOfChange[change] ?? told.units[unit].firstRun
      firstRunOfChange[change] = begin
      let isStale = lastBreak >= 0 && begin <= lastBreak
      told.units[unit].suspicion =
        brokeLast[change] ?? false ? .brokeBefore : isStale ? .staleBase : .none
      brokeLast[change] = isBroken
    }
  }
}

/// How the last run of each unit ended, by stream.
private struct LastRuns {
  private enum End { case none, passed, failed }

  private let streams: Int
  private var ends: [End] = []

  init(streams: Int) { self.streams = streams }

  /// Whether the last run in a stream failed, or, where it is the stream's first, that in another.
  func hasFailure(_ unit: Int, _ stream: Int) -> Bool {
    let begin = unit * streams
    guard begin < ends.count else { return false }
    let own = ends[begin + stream]
    return own == .none ? ends[begin..<(begin + streams)].contains(.failed) : own == .failed
  }

  mutating func add(_ unit: Int, _ stream: Int, failed: Bool) {
    while ends.count < (unit + 1) * streams { ends.append(.none) }
    ends[unit * streams + stream] = failed ? .failed : .passed
  }
}
