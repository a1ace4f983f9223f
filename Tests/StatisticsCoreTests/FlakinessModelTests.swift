import RealModule
import TestModel
import TestSupport
import Testing

@testable import StatisticsCore

@Suite("The model of one test")
struct FlakinessModelTests {
  @Test("An analysis that begins from an earlier one gives the same as one from nothing")
  func updatesAreExact() throws {
    var writer = HistoryWriter()
    var random = SeededRandom(seed: 7)
    func outcome(_ test: Int, _ commit: Int) -> String {
      switch test {
      case 0: Int.random(in: 0..<9, using: &random) == 0 ? "fp" : "p"
      case 1: Int.random(in: 0..<30, using: &random) == 0 ? "f" : "p"
      case 2: commit > 55 ? "f" : "p"
      default: "p"
      }
    }
    var earlier: FlakinessAnalysis?
    var reused = 0
    for commit in 0..<70 {
      writer.run(
        "c\(commit)",
        Dictionary(uniqueKeysWithValues: (0..<4).map { ("t\($0)", outcome($0, commit)) }),
        branch: commit % 3 == 2 ? "feature" : "main"
      )
      // One, two and three runs at a time, as they come in between two analyses.
      guard commit > 40, [0, 1, 3].contains(commit % 6) else { continue }
      let history = writer.history()
      let fresh = FlakinessAnalysis(history)
      let updated = FlakinessAnalysis(history, previous: earlier)
      #expect(updated.assessment == fresh.assessment)
      reused += earlier == nil ? 0 : 1
      earlier = updated
    }
    #expect(reused == 14)
  }

  @Test("A failure's shares add up to one, whatever the history")
  func sharesAddUp() throws {
    var writer = HistoryWriter()
    var random = SeededRandom(seed: 3)
    for commit in 0..<80 {
      let letters = ["p", "p", "p", "f", "fp", "s", "ff"]
      writer.run(
        "c\(commit / 2)",
        Dictionary(
          uniqueKeysWithValues: (0..<6).map {
            ("t\($0)", letters[Int.random(in: 0..<(1 + $0 + 1), using: &random)])
          }
        ),
        branch: commit % 5 == 0 ? "feature" : "main",
        variant: commit % 2 == 0 ? "a" : "b"
      )
    }
    let history = writer.history()
    let modeled = ModeledHistory(history, findIncidents(in: history), previous: nil)
    var failures = 0
    for test in modeled.tests.compactMap({ $0 }) {
      for shares in test.posterior.failures {
        failures += 1
        let sum =
          shares.flake + shares.incident + shares.brokenBranch + shares.brokenChange + shares.noise
        // Hypotheses of too little weight are left out.
        #expect(abs(sum - 1) < 0.01)
      }
      #expect((0...1.000001).contains(test.posterior.now))
      #expect(test.posterior.now <= test.posterior.ever + 1e-9)
    }
    #expect(failures > 50)
  }

  @Test("The forward pass gives the sum over all paths of a small chain")
  func forwardIsExact() throws {
    // Two pieces of code of the default branch, one run each; the second fails.
    let units = TestUnits(
      units: [
        CodeUnit(code: 0, isOnDefaultBranch: true, firstRun: 0, failures: 1),
        CodeUnit(code: 1, isOnDefaultBranch: true, firstRun: 1, failures: 1),
      ],
      streams: [0],
      clean: [0, 0],
      failures: (0..<2).map {
        FailingObservation(
          unit: $0,
          stream: 0,
          run: Int32($0),
          excuse: 0,
          change: 0,
          retriesFailed: 0,
          passedOnRetry: false,
          isRepeat: false
        )
      }
    )
    let parameters = ModelParameters()
    let chain = FlakeChain(units, parameters)
    let hypothesis = FlakeChain.Hypothesis(rate: 8, stream: nil)
    let transitions = ChainTransitions(parameters, hasVariants: false, onset: 1.0 / 3)
    var total = 0.0
    // Every path of (flakiness, code) over the start and two steps, by one-hot states.
    func oneHot(_ flake: Int, _ lane: Int) -> ChainState {
      var state = ChainState(before: .zero, now: .zero, after: .zero)
      switch flake {
      case 0: state.before[lane] = 1
      case 1: state.now[lane] = 1
      default: state.after[lane] = 1
      }
      return state
    }
    func at(_ state: ChainState, _ flake: Int, _ lane: Int) -> Double {
      flake == 0 ? state.before[lane] : flake == 1 ? state.now[lane] : state.after[lane]
    }
    func emission(_ flake: Int, _ lane: Int) -> Double {
      if lane == 1 || lane == 2 { return 1 - ModelParameters.passesWhenBroken }
      return flake == 1 ? ModelParameters.rates[8] : parameters.noise
    }
    let places = (0..<3).flatMap { flake in (0..<3).map { (flake, $0) } }
    let start = transitions.start(flaky: ModelParameters.flakyFromStart)
    for (f0, c0) in places where at(start, f0, c0) > 0 {
      let first = transitions.moveFlake(transitions.moveCode(oneHot(f0, c0), suspicion: 0))
      for (f1, c1) in places {
        let second = transitions.moveFlake(transitions.moveCode(oneHot(f1, c1), suspicion: 0))
        for (f2, c2) in places {
          total +=
            at(start, f0, c0) * at(first, f1, c1) * emission(f1, c1) * at(second, f2, c2)
            * emission(f2, c2)
        }
      }
    }
    let exact = Double.log(total)
    #expect(abs(chain.logLikelihood(hypothesis) - exact) < 1e-9)
    #expect(abs(chain.smoothed(hypothesis).logLikelihood - exact) < 1e-9)
  }

  @Test("A row of clean commits as one step is as good as its commits one by one")
  func stretchesAreExact() throws {
    let transitions = ChainTransitions(ModelParameters(), hasVariants: false, onset: 0.01)
    let one = transitions.cleanMatrix(quiet: 0.999, flaky: 0.9)
    var vector: SIMD3<Double> = [0.2, 0.7, 0.1]
    let power = one.power(37).forward(vector)
    for _ in 0..<37 { vector = one.forward(vector) }
    for index in 0..<3 { #expect(abs(vector[index] - power[index]) < 1e-12) }
  }
}

@Suite("Histories that are odd")
struct OddHistoryTests {
  @Test("One commit only: what is mixed is flaky, what always fails is broken")
  func oneCommit() throws {
    var writer = HistoryWriter()
    for number in 0..<60 {
      writer.run("same", ["mixed": number % 7 == 3 ? "f" : "p", "red": "f", "green": "p"])
    }
    #expect(writer.assessment(of: "mixed")?.verdict == .flaky)
    #expect(writer.assessment(of: "red")?.verdict == .broken)
  }

  @Test("A test that never passed anywhere is broken, and one that was only skipped is not told")
  func neverPassed() throws {
    var writer = HistoryWriter()
    for number in 0..<12 {
      writer.run("c\(number)", ["red": "f", "skipped": "s"])
      writer.run("p\(number)", ["red": "f", "skipped": "s"], branch: "feature")
    }
    #expect(writer.assessment(of: "red")?.verdict == .broken)
    #expect(writer.assessment(of: "skipped") == nil)
  }

  @Test("Clocks that go wrong and runs that come late give a verdict all the same")
  func clockSkew() throws {
    var writer = HistoryWriter()
    for number in 0..<60 {
      writer.run("c\(number)", ["t": number % 9 == 4 ? "fp" : "p"])
    }
    let told = writer.history()
    var random = SeededRandom(seed: 11)
    let runs = writer.jobRuns.map { run in
      var run = run
      let skew = Int64.random(in: -20_000...20_000, using: &random)
      run.startedAt = run.startedAt.adding(milliseconds: skew * 1000)
      return run
    }
    let skewed = FlakinessHistory(
      from: told.from,
      asOf: told.asOf,
      jobRuns: runs,
      tests: told.timelines.map(\.test),
      executions: writer.executions,
      signatures: [:],
      testCount: told.testCount
    )
    let test = try #require(assessFlakiness(skewed).tests.first)
    #expect(test.verdict == .flaky && test.flakes == 7)
  }

  @Test("No job run, no test and no commit are no reason to fail")
  func nothing() {
    let empty = FlakinessHistory(
      from: Timestamp(seconds: 0),
      asOf: Timestamp(seconds: 1),
      jobRuns: [],
      timelines: [],
      signatures: []
    )
    let assessment = assessFlakiness(empty)
    #expect(assessment.tests.isEmpty && assessment.incidents.isEmpty)
    #expect(assessment.power == nil)
  }

  @Test("Many flaky tests and retries never give a number that is none", arguments: 0..<8)
  func numbersAreFinite(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var writer = HistoryWriter()
    let letters = ["p", "f", "fp", "ff", "pf", "s", "fff", "ffp"]
    for number in 0..<Int.random(in: 1...60, using: &random) {
      writer.run(
        "c\(Int.random(in: 0...number, using: &random))",
        Dictionary(
          uniqueKeysWithValues: (0..<8).map {
            ("t\($0)", letters[Int.random(in: 0..<letters.count, using: &random)])
          }
        ),
        branch: Bool.random(using: &random) ? "main" : "feature",
        variant: Bool.random(using: &random) ? "a" : "b",
        quietTests: Int.random(in: 0...3, using: &random)
      )
    }
    for test in assessFlakiness(writer.history()).tests {
      #expect((0...1).contains(test.probability) && (0...1.000001).contains(test.pastProbability))
      #expect(test.rate.low <= test.rate.estimate && test.rate.estimate <= test.rate.high)
      #expect(test.logEvidence.isFinite && test.failures > 0)
    }
  }
}

@Suite("What changes break")
struct FragileTestTests {
  @Test("A test that many changes break, each in its own words, is no flake")
  func fragile() throws {
    var writer = HistoryWriter()
    for number in 0..<60 {
      writer.run("m\(number)", ["snapshot": "p"])
      let breaks = number % 6 == 3
      writer.run(
        "p\(number)",
        ["snapshot": breaks ? "f" : "p"],
        branch: "feature\(number)",
        message: "snapshot \(number) differs"
      )
      if breaks { writer.run("q\(number)", ["snapshot": "p"], branch: "feature\(number)") }
    }
    let test = try #require(writer.assessment(of: "snapshot"))
    #expect(test.verdict != .flaky && !test.qualifiesForQuarantine)
  }

  @Test("A branch that breaks and stays broken is no flake, with and without a default branch")
  func brokenBranch() throws {
    var writer = HistoryWriter()
    for number in 0..<60 {
      writer.run("p\(number)", ["t": number < 40 ? "p" : "f"], branch: "feature")
    }
    let test = try #require(writer.assessment(of: "t"))
    #expect(test.verdict != .flaky)
  }

  @Test("Many tests that never pass are broken, each of them", arguments: [1, 8, 20])
  func manyBroken(count: Int) {
    var writer = HistoryWriter()
    for number in 0..<30 {
      writer.run(
        "c\(number)",
        Dictionary(uniqueKeysWithValues: (0..<count).map { ("t\($0)", "f") }),
        quietTests: 200
      )
    }
    for test in assessFlakiness(writer.history()).tests {
      #expect(test.verdict == .broken && test.flakes == 0)
    }
  }

  @Test("A regression is told from what never passed where no run has a commit")
  func noCommits() throws {
    var writer = HistoryWriter()
    for number in 0..<60 { writer.run("c\(number)", ["reg": number < 40 ? "p" : "f", "red": "f"]) }
    let told = writer.history()
    let runs = writer.jobRuns.map { run in
      var run = run
      run.jobRun.commit = nil
      return run
    }
    let history = FlakinessHistory(
      from: told.from,
      asOf: told.asOf,
      jobRuns: runs,
      tests: told.timelines.map(\.test),
      executions: writer.executions,
      signatures: [:],
      testCount: told.testCount
    )
    let verdicts = Dictionary(
      uniqueKeysWithValues: assessFlakiness(history).tests.map { ($0.test.testID.name, $0.verdict) }
    )
    #expect(verdicts == ["reg": .regressed, "red": .broken])
  }
}
