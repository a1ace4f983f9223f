import Foundation
import HistorySimulator
import Testing

/// The presets that detectors are measured on have what their documentation says.
@Suite struct LargePresetTests {
  /// For every cause, how often it failed the first attempt of which test.
  private func firstFailures(in history: SimulatedHistory) -> [FailureCause: [Int: Int]] {
    var counts: [FailureCause: [Int: Int]] = [:]
    for run in history.runs {
      for execution in run.cases {
        guard let first = execution.failedAttempts.first else { continue }
        counts[first.cause, default: [:]][execution.test, default: 0] += 1
      }
    }
    return counts
  }

  private func check(_ history: SimulatedHistory, rates: ClosedRange<Double>) throws {
    let truth = history.truth
    #expect((1500...1520).contains(truth.tests.count))
    #expect((190...230).contains(history.pipelines.count))
    let flakes = truth.tests.filter { $0.renamedFrom == nil }.compactMap(\.flake)
    let lone = flakes.filter { $0.cluster == nil }
    #expect(lone.count == 40)
    #expect(lone.map(\.rate).min() == rates.lowerBound)
    #expect(abs((lone.map(\.rate).max() ?? 0) - rates.upperBound) < 1e-9)
    #expect(lone.contains { $0.range.from > 0 } && lone.contains { $0.range.to != nil })
    #expect(lone.contains { $0.rateChange != nil })
    let causes = Set(lone.map(\.cause))
    #expect(causes == Set(FlakeCause.allCases).subtracting([.sharedResource]))
    let failures = firstFailures(in: history)
    let ofOrder = failures[.order, default: [:]]
    #expect(ofOrder.count == 4)
    #expect(ofOrder.values.allSatisfy { $0 >= 10 })
    let ofFlakes = failures[.flake, default: [:]]
    #expect(ofFlakes.values.count { $0 >= 2 } * 10 >= flakes.count * 8)
    for index in truth.outages.indices { #expect(failures[.outage(index)] != nil) }
    for index in truth.regressions.indices { #expect(failures[.regression(index)] != nil) }
    #expect(history.runs.contains { $0.report == .truncated })
    #expect(history.runs.contains { $0.report == .missing })
  }

  @Test("The standard preset has what it is documented to have")
  func standard() throws {
    let history = SimulatedWorlds.standard
    try check(history, rates: 0.005...0.5)
    #expect(history.truth.clusters.isEmpty)
    #expect(history.truth.regressions.count == 5)
    #expect(Set(history.truth.outages.map(\.scope)) == Set(Outage.Scope.allCases))
    let retried = Set(history.failures.filter { !$0.execution.isRed }.map(\.run.job))
    #expect(retried == ["integration"])
  }

  @Test("The hard preset has what it is documented to have")
  func hard() throws {
    let history = SimulatedWorlds.hard
    let truth = history.truth
    try check(history, rates: 0.003...0.3)
    #expect(truth.clusters.map(\.tests.count) == [4, 3, 5])
    #expect(truth.outages.allSatisfy { (0.05...0.4).contains($0.intensity) })
    #expect(Set(truth.outages.map(\.scope)) == Set(Outage.Scope.allCases))
    let ofOneCommit = truth.regressions.filter { $0.range.to == $0.range.from + 1 }
    #expect(ofOneCommit.count >= 20)
    #expect(ofOneCommit.allSatisfy { (1...3).contains($0.tests.count) })
    let hitFlakes = truth.regressions.flatMap(\.tests).filter { truth.tests[$0].flake != nil }
    #expect(hitFlakes.count >= 4)
    #expect(truth.regressions.allSatisfy { $0.tests == $0.tests.sorted() })
    #expect(history.failures.allSatisfy { $0.execution.isRed })
  }

  @Test("Traces are as short as promised, whatever the failure looks like")
  func traces() {
    let histories = [
      SimulatedWorlds.demo, SimulatedWorlds.busyFlakes, SimulatedWorlds.standard,
      SimulatedWorlds.hard,
    ]
    let failures = histories.flatMap(\.failures)
    #expect(failures.allSatisfy { $0.attempt.trace.utf8.count <= 400 })
    #expect(Set(failures.map(\.attempt.kind)) == Set(FailureKind.allCases))
  }

  @Test("The truth names causes, clusters, setters and the runners of outages")
  func truth() throws {
    let text = truthJSON(of: SimulatedWorlds.hard)
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let tests = try #require(object?["tests"] as? [[String: Any]])
    let flakes = tests.compactMap { $0["flaky"] as? [String: Any] }
    let causes = Set(flakes.compactMap { $0["cause"] as? String })
    #expect(causes == Set(FlakeCause.allCases.map(\.rawValue)).subtracting(["unspecified"]))
    #expect(flakes.contains { $0["rate_change"] != nil })
    #expect(flakes.contains { ($0["hours"] as? [Int])?.count == 2 })
    #expect(flakes.count { $0["cluster"] is Int } == 12)
    #expect(tests.contains { $0["setter"] != nil })
    #expect((object?["clusters"] as? [Any])?.count == 3)
    let incidents = try #require(object?["incidents"] as? [[String: Any]])
    let runners = incidents.filter { $0["kind"] as? String == "runner" }
    #expect(!runners.isEmpty)
    #expect(runners.allSatisfy { $0["runner"] is String })
    let settings = object?["settings"] as? [String: Any]
    #expect((settings?["slow_runners"] as? [String])?.count == 2)
  }
}
