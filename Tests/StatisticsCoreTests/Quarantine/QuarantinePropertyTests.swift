import TestModel
import TestSupport
import Testing

@testable import StatisticsCore

@Suite("What holds of every quarantine")
struct QuarantinePropertyTests {
  /// A random policy, what it is applied to, and its log.
  private struct Case {
    var policy = QuarantinePolicy()
    var tests: [TestAssessment] = []
    var log: [QuarantineTransition] = []
    var sizes: [QuarantineSuite: Int] = [:]

    init(seed: UInt64) {
      var random = SeededRandom(seed: seed)
      policy.limits.maximumEntries = Int.random(in: 0...5, using: &random)
      policy.limits.maximumPerOwner = [nil, 1, 2].randomElement(using: &random) ?? nil
      policy.limits.maximumShare = [nil, 0.2, 0.5].randomElement(using: &random) ?? nil
      policy.protected = [.owner("@p"), .name("test_3")]
      policy.modes = [ModeRule(selector: .owner("a"), mode: .verdict)]
      for job in ["unit", "e2e"] {
        sizes[QuarantineSuite(repo: "acme/shop", job: job)] = Int.random(in: 1...20, using: &random)
      }
      for id in 1...12 where Int.random(in: 0..<5, using: &random) > 0 {
        tests.append(Case.test(Int64(id), &random))
      }
      for id in 1...12 where Bool.random(using: &random) {
        log += Case.log(Int64(id), &random)
      }
    }

    private static func test(_ id: Int64, _ random: inout SeededRandom) -> TestAssessment {
      var test = PolicyWorld.flaky(id)
      test.verdict =
        [.flaky, .flaky, .flaky, .recovered, .broken, .undecided].randomElement(using: &random)
        ?? .flaky
      test.probability = [0.999, 0.97, 0.6].randomElement(using: &random) ?? 1
      test.falseDiscoveryRate = [0.001, 0.05].randomElement(using: &random) ?? 1
      test.owners = [["@a"], ["@b"], ["@p"], []].randomElement(using: &random) ?? []
      test.cleanStreak = Int.random(in: 0...40, using: &random)
      test.flake(on: [-20, Int.random(in: -9 ... -1, using: &random)])
      test.streams = ["unit", "e2e"].prefix(Int.random(in: 1...2, using: &random)).map {
        JobVariant(job: $0, variant: "")
      }
      return test
    }

    private static func log(
      _ id: Int64,
      _ random: inout SeededRandom
    ) -> [QuarantineTransition] {
      var day = -60
      return (0..<Int.random(in: 1...4, using: &random)).map { _ in
        day += Int.random(in: 1...14, using: &random)
        let kind = QuarantineTransition.Kind.allCases.randomElement(using: &random) ?? .entered
        let isOfPerson =
          [.held, .lifted].contains(kind) || Int.random(in: 0..<4, using: &random) == 0
        return PolicyWorld.line(kind, id, day, by: isOfPerson ? "ada" : "policy") {
          $0.entry.expires = PolicyWorld.day(Int.random(in: -20...20, using: &random))
          $0.entry.owner = ["@a", "@p", nil].randomElement(using: &random) ?? nil
          if kind == .changed { $0.changes = .init(mode: .verdict) }
        }
      }
    }

    var records: [QuarantineRecord] { QuarantineRecord.records(of: log, asOf: PolicyWorld.now) }

    func transitions(
      _ tests: [TestAssessment],
      _ records: [QuarantineRecord]
    ) -> [QuarantineTransition] {
      policy.transitions(PolicyWorld.assessment(tests), records: records, suiteSizes: sizes)
    }

    func owners(_ record: QuarantineRecord) -> [String] {
      let owners = tests.first { $0.test.id == record.test.id }?.owners ?? []
      return owners.isEmpty ? [record.entry.owner].compactMap { $0 } : owners
    }
  }

  private static let seeds = Array(0..<400).map { UInt64($0) }

  @Test("No limit is passed by what enters, and nothing that is protected does")
  func limits() {
    var entered = 0
    for seed in Self.seeds {
      let world = Case(seed: seed)
      let transitions = world.transitions(world.tests, world.records)
      let after = QuarantineRecord.records(of: world.log + transitions, asOf: PolicyWorld.now)
      let new = Set(
        transitions.filter { [.entered, .reflaked].contains($0.kind) }.map(\.entry.test.id)
      )
      entered += new.count
      let excused = after.filter(\.state.isExcused)
      for record in excused where new.contains(record.test.id) {
        let owners = world.owners(record)
        #expect(record.test.testID.name != "test_3" && !owners.contains("@p"))
        #expect(
          excused.count { !$0.entry.isManual } <= world.policy.limits.maximumEntries
        )
        for owner in owners {
          let own = excused.count { world.owners($0).contains(owner) }
          #expect(own <= world.policy.limits.maximumPerOwner ?? .max)
        }
        for suite in world.sizes.keys where jobs(record, world).contains(suite.job) {
          let own = excused.count { jobs($0, world).contains(suite.job) }
          let most = world.policy.limits.maximumShare ?? .infinity
          #expect(Double(own) <= most * Double(world.sizes[suite] ?? 0))
        }
      }
    }
    #expect(entered > 100)
  }

  private func jobs(_ record: QuarantineRecord, _ world: Case) -> [String] {
    world.tests.first { $0.test.id == record.test.id }?.streams.map(\.job) ?? []
  }

  @Test("What people made or hold is never moved by the policy")
  func people() {
    for seed in Self.seeds {
      let world = Case(seed: seed)
      let kinds = Dictionary(
        grouping: world.transitions(world.tests, world.records),
        by: \.entry.test.id
      )
      for record in world.records {
        let told = Set((kinds[record.test.id] ?? []).map(\.kind))
        if record.state == .held { #expect(told.isEmpty) }
        if record.state.isExcused, record.entry.isManual {
          #expect(told.isSubset(of: [.overdue, .escalated]))
        }
      }
    }
  }

  @Test("The order of what is given says nothing, and nothing is said twice")
  func deterministic() {
    for seed in Self.seeds {
      let world = Case(seed: seed)
      var random = SeededRandom(seed: seed + 1000)
      let once = world.transitions(world.tests, world.records)
      let again = world.transitions(
        world.tests.shuffled(using: &random),
        world.records.shuffled(using: &random)
      )
      #expect(once == again)
      let after = QuarantineRecord.records(of: world.log + once, asOf: PolicyWorld.now)
      #expect(world.transitions(world.tests, after) == [], "seed \(seed)")
    }
  }

  @Test("Two parts of a log make the same records in either order, however they overlap")
  func merging() {
    for seed in Self.seeds {
      let world = Case(seed: seed)
      var random = SeededRandom(seed: seed + 2000)
      let log = world.log + world.transitions(world.tests, world.records)
      let first = log.filter { _ in Bool.random(using: &random) }
      let second = log.filter { !first.contains($0) || Bool.random(using: &random) }
      let one = QuarantineRecord.records(of: first + second, asOf: PolicyWorld.now)
      let other = QuarantineRecord.records(
        of: (second + first + first).shuffled(using: &random),
        asOf: PolicyWorld.now
      )
      #expect(one == other)
      #expect(one == QuarantineRecord.records(of: log, asOf: PolicyWorld.now))
    }
  }
}
