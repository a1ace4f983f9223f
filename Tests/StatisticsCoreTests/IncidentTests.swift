import StatisticsCore
import TestModel
import Testing

@Suite("Finding incidents")
struct IncidentTests {
  private typealias Failure = IncidentWorld.Failure

  /// Twenty quiet days, in the middle of which something is written by hand.
  private func world(_ write: (inout IncidentWorld) -> Void) -> IncidentWorld {
    var world = IncidentWorld()
    world.quietDays(0..<10)
    write(&world)
    world.quietDays(11..<20)
    return world
  }

  private func find(_ world: IncidentWorld) -> IncidentFinding {
    findIncidents(in: world.history(passes: false))
  }

  private func failures(_ tests: some Sequence<Int>, _ signature: String) -> [Failure] {
    tests.map { Failure(test: $0, signature: signature) }
  }

  /// Everything at once: an outage, a change, a partial outage, and what is flaky.
  private var eventful: IncidentWorld {
    world { world in
      let down = "could not connect to server"
      world.run("unit", at: 241, failures(0..<79, down))
      world.run("api", at: 241, failures(80..<98, down))
      world.run("unit", at: 242, branch: "pr-1", failures(30..<33, "wrong total"))
      world.run("unit", at: 250, branch: "pr-2", failures([1, 22, 43, 64, 75], "slow"))
      world.run("unit", at: 251, branch: "pr-3", [Failure(test: 5, signature: "slow")])
    }
  }

  @Test("The order in which a history is told does not matter")
  func orderDoesNotMatter() {
    let world = eventful
    let expected = findIncidents(in: world.history(passes: true))
    #expect(!expected.incidents.isEmpty)
    for seed in 0..<6 as Range<UInt64> {
      let finding = findIncidents(in: world.history(passes: true, shuffledBy: seed))
      #expect(finding.incidents == expected.incidents)
      #expect(finding.excuses == expected.excuses)
      #expect(finding.excludedRuns == expected.excludedRuns)
    }
  }

  @Test("A history of failures only gives the answer of one with the passes")
  func passesDoNotMatter() {
    let failuresOnly = findIncidents(in: eventful.history(passes: false))
    let all = findIncidents(in: eventful.history(passes: true))
    #expect(failuresOnly.incidents == all.incidents && !all.incidents.isEmpty)
    #expect(failuresOnly.excuses == all.excuses)
  }

  @Test("Two tests that fail in one run by chance hardly excuse each other")
  func twoAreNoIncident() {
    let world = world { world in
      let flakes = [
        Failure(test: 25, signature: "flake 1"), Failure(test: 50, signature: "flake 2"),
      ]
      world.run(at: 241, flakes)
    }
    let finding = find(world)
    #expect(finding.incidents.isEmpty)
    #expect(world.excuse(25, run: 121, in: finding) < 1e-3)
  }

  @Test("The more of a run fails, the better the excuse")
  func excusesByDegree() {
    var before = 0.0
    for count in [2, 4, 10, 30, 79] {
      let world = world { world in
        // Each test says something else, from all over the folders, so only the number counts.
        world.run(at: 241, (0..<count).map { Failure(test: $0 * 37 % 80, signature: "m \($0)") })
      }
      let excuse = world.excuse(37, run: 121, in: find(world))
      #expect(excuse > before)
      before = excuse
    }
    #expect((0.3...1).contains(before))
  }

  @Test("An outage of all jobs that a rerun contradicts is one object, and its runs don't count")
  func findsWholeRuns() throws {
    let world = world { world in
      let down = "could not connect to server"
      world.run("unit", at: 241, commit: "x", failures(0..<79, down))
      world.run("api", at: 241.1, commit: "x", failures(80..<98, down))
      world.run("unit", at: 241.4, branch: "pr-1", failures(1..<80, down))
      world.run("unit", at: 243, commit: "x")
    }
    let finding = find(world)
    let incident = try #require(finding.incidents.first)
    #expect(finding.incidents.count == 1)
    #expect(incident.scope == .wholeRun && incident.kind == .outage)
    #expect(incident.outageProbability > 0.99)
    #expect(incident.jobRunIDs == [121, 122, 123] && incident.testRowIDs.count == 98)
    #expect(incident.failures == 79 + 18 + 79)
    #expect(incident.branches == ["main", "pr-1"])
    #expect(incident.signature == "could not connect to server")
    #expect(incident.lostTime == Microseconds(180_000_000))
    #expect(finding.excludedRuns == [120, 121, 122])
    #expect(world.excuse(7, run: 121, in: finding) > 0.3)
  }

  @Test(
    "A folder that fails in unrelated pull requests while the default branch passes is an outage"
  )
  func findsFolders() throws {
    let world = world { world in
      world.run(at: 241, branch: "pr-1", failures(20..<29, "assert 3 == 4"))
      world.run(at: 242)
      world.run(at: 243, branch: "pr-2", failures(21..<30, "assert 3 == 4"))
    }
    let finding = find(world)
    let incident = try #require(finding.incidents.first)
    #expect(finding.incidents.count == 1)
    #expect(incident.kind == .outage && incident.scope == .folder("tests/f2"))
    #expect(incident.jobRunIDs == [121, 123])
    #expect(world.excuse(24, run: 121, in: finding) > 0.3)
    #expect(finding.excludedRuns.isEmpty)
  }

  @Test("One signature that hits other tests in each of several runs is an outage of some hours")
  func findsSignaturesOverTime() throws {
    let world = world { world in
      for (hour, tests) in [[3], [14, 77], [28], [42], [56, 61]].enumerated() {
        let failing = failures(tests, "503 from the mirror")
        world.run(at: 241 + Double(hour), branch: "pr-\(hour)", failing)
      }
    }
    let finding = find(world)
    let incident = try #require(finding.incidents.first)
    #expect(finding.incidents.count == 1)
    #expect(incident.kind == .outage && incident.scope == .signature("503 from the mirror"))
    #expect(incident.failures == 7 && incident.jobRunIDs.count == 5)
    #expect(world.excuse(28, run: 123, in: finding) > 0.05)
  }

  @Test("A machine on which run after run fails is an outage of that machine")
  func findsMachines() throws {
    let world = world { world in
      for hour in 0..<4 {
        let failing = (0..<4).map { Failure(test: (hour * 19 + $0 * 23) % 80, signature: "s\($0)") }
        world.run(at: 241 + Double(hour), branch: "pr-\(hour)", runner: "bad", failing)
        world.run(at: 241.5 + Double(hour), branch: "pr-\(hour + 10)", runner: "good")
      }
    }
    let incident = try #require(find(world).incidents.first)
    #expect(incident.kind == .outage && incident.scope == .host("bad"))
  }

  @Test("What one pull request breaks is a change, and a weak excuse that is not nothing")
  func changesOfPullRequests() throws {
    let world = world { world in
      for hour in 0..<3 {
        let failing = failures(20..<24, "no attribute total")
        world.run(at: 241 + Double(hour), branch: "pr-1", failing)
      }
    }
    let finding = find(world)
    let incident = try #require(finding.incidents.first)
    #expect(incident.kind == .change && incident.outageProbability < 0.1)
    #expect((1e-4...0.2).contains(world.excuse(21, run: 121, in: finding)))
  }

  @Test("What stays broken on the default branch until the window ends is a change")
  func changesOfTheDefaultBranch() throws {
    var world = IncidentWorld()
    world.quietDays(0..<10)
    for hour in 0..<8 {
      let failing = failures(20..<28, "wrong total")
      world.run(at: 241 + Double(hour) * 5, failing)
      world.run(at: 242 + Double(hour) * 5, branch: "pr-\(hour)", failing)
    }
    let incident = try #require(find(world).incidents.first)
    #expect(incident.kind == .change)
  }

  @Test("Tests that fail together on many days are flaky together, and no outages")
  func recurringClusters() {
    let world = world { world in
      for day in 0..<6 {
        let commit = "r\(day)"
        let failing = failures([20, 21, 22, 23], "fixture")
        world.run(at: 240 + Double(day) * 24, commit: commit, failing)
        world.run(at: 241 + Double(day) * 24, commit: commit)
      }
    }
    let finding = find(world)
    #expect(finding.incidents.isEmpty)
    #expect(world.excuse(21, run: 121, in: finding) < 0.05)
  }

  @Test("Two visits of an outage to one folder are two outages")
  func twoVisits() {
    let world = world { world in
      for visit in 0..<2 {
        for hour in 0..<3 {
          let at = 241 + Double(visit) * 72 + Double(hour)
          world.run(at: at, branch: "pr-\(hour)", failures(20..<29, "connection refused"))
        }
      }
    }
    let incidents = find(world).incidents
    #expect(incidents.map(\.kind) == [.outage, .outage])
    #expect(incidents.map(\.jobRunIDs.count) == [3, 3])
  }

  @Test("Nothing to look at is no incident")
  func emptyHistories() {
    #expect(find(IncidentWorld()).incidents.isEmpty)
    let quiet = world { _ in }
    #expect(find(quiet).incidents.isEmpty)
  }
}
