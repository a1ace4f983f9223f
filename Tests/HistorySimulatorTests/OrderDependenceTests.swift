import HistorySimulator
import Testing

/// Tests that depend on the order fail in shuffled job runs, exactly when they have to.
@Suite struct OrderDependenceTests {
  private let history: SimulatedHistory = {
    var settings = SimulatedWorlds.quietMonth
    settings.shuffleProbability = 0.15
    settings.orderDependence = [
      OrderDependenceSettings(.victims, tests: 2), OrderDependenceSettings(.brittle, tests: 2),
    ]
    return simulateHistory(settings, seed: 8)
  }()

  @Test("Several victims have one polluter, and brittle tests one setter")
  func sharing() {
    let polluters = history.truth.tests.compactMap(\.polluter)
    let setters = history.truth.tests.compactMap(\.setter)
    #expect(polluters.count == 2)
    #expect(setters.count == 2)
    #expect(Set(polluters).count == 1)
    #expect(Set(setters).count == 1)
    #expect(history.truth.tests.count { $0.kinds.contains(.orderDependent) } == 4)
  }

  @Test("They fail exactly when the polluter ran before them, or the setter did not")
  func order() { expectFailuresOfOrder(history) }

  @Test("Tests that are shuffled one by one leave their files, and files that are shuffled do not")
  func shufflingTests() {
    var settings = history.settings
    settings.shufflesTests = true
    let shuffled = simulateHistory(settings, seed: 8)
    expectFailuresOfOrder(shuffled)
    #expect(history.runs.allSatisfy { filesTogether($0, history) })
    let torn = shuffled.runs.count { !filesTogether($0, shuffled) }
    #expect(torn > 0 && torn < shuffled.runs.count / 2)
  }

  /// Whether the tests of each file come one after another.
  private func filesTogether(_ run: SimulatedJobRun, _ history: SimulatedHistory) -> Bool {
    let files = run.cases.map { history.truth.tests[$0.test].identity.file }
    let changes = zip(files, files.dropFirst()).count { $0 != $1 }
    return changes == Set(files).count - 1
  }

  private func expectFailuresOfOrder(_ history: SimulatedHistory) {
    for run in history.runs {
      for (place, execution) in run.cases.enumerated() {
        let test = history.truth.tests[execution.test]
        let before = run.cases[..<place].map(\.test)
        let isPolluted = test.polluter.map(before.contains) ?? false
        let isUnprepared = test.setter.map { !before.contains($0) } ?? false
        #expect(execution.isRed == (isPolluted || isUnprepared))
        #expect(execution.failedAttempts.allSatisfy { $0.cause == .order })
      }
    }
  }

  @Test("Without a shuffle none of them fails")
  func usualOrder() {
    var settings = history.settings
    settings.shuffleProbability = 0
    #expect(simulateHistory(settings, seed: 8).failures.isEmpty)
  }

  @Test("All of them fail now and then and pass mostly")
  func share() {
    let dependent = history.truth.tests.indices.filter {
      history.truth.tests[$0].kinds.contains(.orderDependent)
    }
    for test in dependent {
      let executions = history.runs.flatMap(\.cases).filter { $0.test == test }
      let failed = executions.count(where: \.isRed)
      #expect(failed >= 5)
      #expect(failed * 3 < executions.count)
    }
  }
}
