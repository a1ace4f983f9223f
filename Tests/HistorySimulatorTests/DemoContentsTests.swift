import HistorySimulator
import Testing

/// The demo shows everything there is, in the truth and in what ran.
@Suite struct DemoContentsTests {
  let demo = SimulatedWorlds.demo

  @Test(arguments: TestKind.allCases)
  func hasTestsOfEveryKind(kind: TestKind) {
    #expect(demo.truth.tests.contains { $0.kinds.contains(kind) })
  }

  @Test func fitsTheRepository() {
    let reports = demo.runs.map(junitXML(of:)).filter { !$0.isEmpty }
    #expect(reports.count < 700)
    #expect(reports.reduce(0) { $0 + $1.utf8.count } < 4_000_000)
    #expect((120...150).contains(demo.truth.tests.count))
  }

  @Test func everyEventMakesExecutionsFail() {
    let causes = Set(demo.failures.map(\.attempt.cause))
    #expect(causes.isSuperset(of: [.flake, .order, .variant]))
    for index in demo.truth.outages.indices { #expect(causes.contains(.outage(index))) }
    for index in demo.truth.regressions.indices { #expect(causes.contains(.regression(index))) }
    let broken = demo.truth.pullRequestBreakages.filter { breakage in
      causes.contains(.pullRequest(breakage.pullRequest))
    }
    #expect(broken.count >= 3)
  }

  @Test func outagesAreOfSeveralScopes() {
    #expect(Set(demo.truth.outages.map(\.scope)) == [.full, .folder, .signature])
    #expect(demo.truth.outages.contains { $0.failureKind == .serviceStatus })
  }

  @Test func fullOutageLeavesNearlyNoTestPassing() throws {
    let index = try #require(demo.truth.outages.firstIndex { $0.scope == .full })
    let hit = demo.runs.filter { demo.truth.outages[index].contains($0.startedAt) }
    #expect(!hit.isEmpty)
    for run in hit {
      let executed = run.cases.filter { $0.outcome != .skipped }
      #expect(executed.count(where: \.isRed) * 10 >= executed.count * 8)
    }
  }

  @Test func regressionsAreLongAndShort() {
    let lengths = demo.truth.regressions.map { ($0.range.to ?? 0) - $0.range.from }
    #expect(lengths.contains(1))
    #expect(lengths.contains { $0 >= 3 })
  }

  @Test func flakyTestsBeginAndGetFixed() {
    let ranges = demo.truth.tests.compactMap(\.flake?.range)
    #expect(ranges.contains { $0.from > 0 })
    #expect(ranges.contains { $0.to != nil })
    #expect(ranges.contains(.always))
  }

  @Test func failedJobRunsAreRerunUpToTheirThirdAttempt() {
    #expect(Set(demo.runs.map(\.attempt)) == [1, 2, 3])
  }

  @Test func retriesOfTheIntegrationJobHelpSometimes() {
    let retried = demo.runs.filter { $0.job == "integration" }.flatMap(\.cases)
    #expect(retried.contains { $0.outcome == .passed && !$0.failedAttempts.isEmpty })
    #expect(retried.contains { $0.outcome == .failed && $0.failedAttempts.count == 2 })
    #expect(demo.failures.allSatisfy { $0.run.job == "integration" || $0.execution.isRed })
  }

  @Test func someJobsDie() {
    #expect(demo.runs.contains { $0.report == .truncated })
    #expect(demo.runs.contains { $0.report == .missing })
  }

  @Test func someNamesNeedEscaping() {
    let names = demo.truth.tests.map(\.identity.name)
    #expect(names.contains { $0.contains("<") && $0.contains("&") })
    #expect(names.contains { !$0.utf8.allSatisfy { $0 < 128 } })
  }
}
