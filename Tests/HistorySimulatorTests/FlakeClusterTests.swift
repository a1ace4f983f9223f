import HistorySimulator
import Testing

/// Flaky tests that share a resource fail together.
@Suite struct FlakeClusterTests {
  private let history: SimulatedHistory = {
    var settings = SimulatedWorlds.quietMonth
    settings.flakeClusters = [
      FlakeClusterSettings(tests: 4, eventRate: 0.1),
      FlakeClusterSettings(tests: 3, eventRate: 0.05, failureProbability: 1),
    ]
    return simulateHistory(settings, seed: 4)
  }()

  /// How many tests of a cluster failed in each job run that ran all of them.
  private func failures(of cluster: FlakeCluster) -> [Int] {
    history.runs.compactMap { run in
      let members = run.cases.filter { cluster.tests.contains($0.test) }
      guard members.count == cluster.tests.count else { return nil }
      return members.count(where: \.isRed)
    }
  }

  @Test("A cluster is on one node, and its tests know it")
  func members() {
    #expect(history.truth.clusters.map(\.tests.count) == [4, 3])
    for (index, cluster) in history.truth.clusters.enumerated() {
      let flakes = cluster.tests.compactMap { history.truth.tests[$0].flake }
      #expect(flakes.allSatisfy { $0.cluster == index && $0.cause == .sharedResource })
      #expect(failures(of: cluster).count == history.pipelines.count)
    }
  }

  @Test("Its tests fail in the job runs of its events, nearly all of them, and nowhere else")
  func together() {
    for cluster in history.truth.clusters {
      let counts = failures(of: cluster)
      let events = counts.filter { $0 > 0 }
      let expected = cluster.eventRate * Double(counts.count)
      #expect(abs(Double(events.count) - expected) <= 4 * expected.squareRoot())
      let share = Double(events.reduce(0, +)) / Double(events.count * cluster.tests.count)
      #expect(share > 0.75)
      if cluster.failureProbability == 1 { #expect(share == 1) }
    }
  }

  @Test("The rate of a test is that of the event times that of failing in it")
  func rates() {
    for cluster in history.truth.clusters {
      for test in cluster.tests {
        let rate = history.truth.tests[test].flake?.rate
        #expect(rate == cluster.eventRate * cluster.failureProbability)
      }
    }
  }

  @Test("All failures of a cluster name the resource")
  func messages() {
    #expect(!history.failures.isEmpty)
    #expect(history.failures.allSatisfy { $0.attempt.kind == .resourceLocked })
    #expect(history.failures.allSatisfy { $0.attempt.cause == .flake })
  }
}
