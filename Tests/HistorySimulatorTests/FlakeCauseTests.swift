import HistorySimulator
import TestModel
import Testing

/// What makes a flaky test fail shows in when, where and how it fails.
@Suite struct FlakeCauseTests {
  private static let history: SimulatedHistory = {
    var settings = SimulatedWorlds.quietMonth
    settings.slowRunners = 2
    settings.flakes = FlakeCause.allCases.filter { $0 != .sharedResource }.map { cause in
      FlakeSettings(rate: 0.15, cause: cause)
    }
    settings.flakes.append(FlakeSettings(rate: 0.05, laterRate: 0.4))
    return simulateHistory(settings, seed: 3)
  }()

  private let history = Self.history

  private typealias Execution = (run: SimulatedJobRun, execution: SimulatedCase)

  private func executions(of cause: FlakeCause) -> [Execution] {
    history.runs.flatMap { run in
      run.cases.filter { history.truth.tests[$0.test].flake?.cause == cause }.map { (run, $0) }
    }
  }

  private func attempts(of cause: FlakeCause) -> [FailedAttempt] {
    executions(of: cause).flatMap(\.execution.failedAttempts)
  }

  @Test("A flake of the time of day fails in its hours only, and as often as its rate says")
  func timeOfDay() throws {
    let flake = try #require(
      history.truth.tests.compactMap(\.flake).first { $0.cause == .timeOfDay }
    )
    let hours = try #require(flake.hours)
    let all = executions(of: .timeOfDay)
    let failed = all.filter { $0.execution.isRed }
    #expect(failed.allSatisfy { hours.contains($0.run.startedAt) })
    #expect(all.contains { !hours.contains($0.run.startedAt) })
    expect(failed.count, near: flake.rate, of: all.count)
  }

  @Test("The hours of a window are those of the day in UTC, without the one it ends at")
  func hoursOfADay() throws {
    let flake = history.truth.tests.compactMap(\.flake?.hours).first
    let hours = try #require(flake)
    for day in [20_000, 20_001] {
      let midnight = Timestamp(day: day)
      for hour in 0..<24 {
        let last = midnight.adding(milliseconds: Int64(hour + 1) * 3_600_000 - 1)
        #expect(hours.contains(last) == (hour >= hours.from && hour < hours.to))
      }
    }
  }

  @Test("A flake of slow hosts fails on slow runners only, and as often as its rate says")
  func slowHost() {
    let slow = history.truth.slowRunners
    let all = executions(of: .slowHost)
    let failed = all.filter { $0.execution.isRed }
    #expect(slow.count == 2)
    #expect(failed.allSatisfy { slow.contains($0.run.runner) })
    expect(failed.count, near: 0.15, of: all.count)
  }

  @Test("Tests take longer on slow runners")
  func slowRunners() {
    func meanMilliseconds(_ isWanted: (SimulatedJobRun) -> Bool) -> Double {
      let runs = history.runs.filter { isWanted($0) && $0.status == .passed }
      let cases = runs.flatMap(\.cases)
      return Double(cases.reduce(0) { $0 + $1.durationMilliseconds }) / Double(cases.count)
    }
    let slow = meanMilliseconds { history.truth.slowRunners.contains($0.runner) }
    let usual = meanMilliseconds { !history.truth.slowRunners.contains($0.runner) }
    #expect(abs(slow / usual - history.settings.slowness) < 0.15)
  }

  @Test("Every failure of a test that runs into its limit takes the limit")
  func timeouts() {
    let failed = attempts(of: .timeout)
    #expect(failed.count > 5)
    #expect(failed.allSatisfy { (20_000...20_060).contains($0.durationMilliseconds) })
    let messages = failed.map(\.message)
    #expect(messages.allSatisfy { $0.contains("limit of 20 s") })
  }

  @Test("Messages of randomness have a seed, another one in every failure")
  func seeds() throws {
    let failed = attempts(of: .randomness)
    #expect(failed.count > 5)
    let seeds = try failed.map { attempt in
      try #require(attempt.message.firstMatch(of: #/random seed: (\d{9})/#)).1
    }
    #expect(Set(seeds).count == seeds.count)
  }

  @Test("Messages of the network name a connection that was refused or reset")
  func connections() {
    let failed = attempts(of: .network)
    #expect(Set(failed.map(\.kind)) == [.connectionRefused, .connectionReset])
  }

  @Test("A flake whose rate changes fails as often as both of its rates say")
  func rateChange() throws {
    let test = try #require(history.truth.tests.firstIndex { $0.flake?.rateChange != nil })
    let flake = try #require(history.truth.tests[test].flake)
    let change = try #require(flake.rateChange)
    #expect(flake.rate(at: change.position - 1) == 0.05)
    #expect(flake.rate(at: change.position) == 0.4)
    for isLater in [false, true] {
      let runs = history.runs.filter {
        ($0.pipeline.mainPosition >= change.position) == isLater
      }
      let executions = runs.flatMap(\.cases).filter { $0.test == test }
      let failed = executions.count(where: \.isRed)
      expect(failed, near: isLater ? 0.4 : 0.05, of: executions.count)
    }
  }

  @Test("A cause can be named when it is the flake's own or told by all the flake says")
  func plausibleCauses() {
    let busy = SimulatedWorlds.busyFlakes.truth.tests.compactMap(\.flake)
    for flake in history.truth.tests.compactMap(\.flake) + busy {
      #expect(flake.plausibleCauses.contains(flake.cause))
      if flake.cause != .unspecified { #expect(flake.plausibleCauses.count == 1) }
      if flake.failureKinds.contains(.timeout) {
        #expect(flake.plausibleCauses.contains(.timeout))
      }
    }
    #expect(busy.contains { $0.plausibleCauses == [.unspecified] })
    #expect(busy.contains { $0.plausibleCauses.contains(.network) })
  }

  @Test("Without slow runners a flake of slow hosts is one of no particular cause")
  func noSlowRunners() {
    var settings = SimulatedWorlds.quietMonth
    settings.flakes = [FlakeSettings(rate: 0.2, cause: .slowHost)]
    let history = simulateHistory(settings, seed: 5)
    #expect(history.truth.slowRunners.isEmpty)
    #expect(history.truth.tests.compactMap(\.flake?.cause) == [.unspecified])
    #expect(history.failures.contains { $0.attempt.cause == .flake })
  }

  /// Expects a count within four standard deviations of a binomial one.
  private func expect(_ count: Int, near rate: Double, of total: Int) {
    let expected = rate * Double(total)
    #expect(total > 50)
    #expect(abs(Double(count) - expected) <= 4 * (expected * (1 - rate)).squareRoot())
  }
}
