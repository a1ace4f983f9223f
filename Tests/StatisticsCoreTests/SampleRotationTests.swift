import StatisticsCore
import TestModel
import TestSupport
import Testing

@Suite("The sample of tests that run although they are left out")
struct SampleRotationTests {
  static let intervals = [1, 2, 3, 7, 10, 33, 100]

  private func tests(_ count: Int) -> [TestID] {
    (0..<count).map { TestID(classname: "tests.test_\($0 % 5)", name: "test_\($0)") }
  }

  private func rotation(_ interval: Int, _ run: Int) -> SampleRotation {
    SampleRotation(share: 1 / Double(interval), run: UInt64(run))
  }

  @Test("Each test runs once in each cycle, which is the share to the test", arguments: intervals)
  func runsOnceACycle(interval: Int) {
    for cycle in [0, 1, 2, 17, 1_000_003] {
      var runs: [TestID: Int] = [:]
      for run in 0..<interval {
        let rotation = rotation(interval, cycle * interval + run)
        for test in tests(60) where rotation.includes(test) { runs[test, default: 0] += 1 }
      }
      #expect(runs.count == 60 && runs.values.allSatisfy { $0 == 1 })
    }
  }

  @Test("Nobody sits out more than 1 / share runs in a row", arguments: intervals)
  func nobodyWaits(interval: Int) {
    for test in tests(20) {
      var waited = 0
      for run in 0..<(12 * interval) {
        waited = rotation(interval, run).includes(test) ? 0 : waited + 1
        #expect(waited <= interval)
      }
    }
  }

  @Test("Where only every so many runs have tests, nobody is passed over", arguments: 2...8)
  func survivesSteps(step: Int) {
    for interval in [2, 5, 10, 20] where step % (interval * interval) != 0 {
      var seen: Set<TestID> = []
      for run in 0..<(2 * interval * interval) {
        let rotation = rotation(interval, step * run)
        seen.formUnion(tests(40).filter(rotation.includes))
      }
      #expect(seen.count == 40, "\(step) \(interval)")
    }
  }

  @Test("What enters or leaves the list moves nobody's turn; all nodes agree, in any order")
  func isEachTestsOwn() {
    var random = SeededRandom(seed: 7)
    for _ in 0..<50 {
      let rotation = rotation(
        Int.random(in: 1...30, using: &random),
        .random(in: 0...1_000_000, using: &random)
      )
      let all = tests(80)
      let here = all.shuffled(using: &random).prefix(60)
      let there = all.shuffled(using: &random).prefix(60)
      let both = Set(here).intersection(there)
      #expect(
        both.intersection(here.filter(rotation.includes))
          == both.intersection(there.filter(rotation.includes))
      )
    }
  }

  @Test("Cases of one method have their turn together")
  func keepsCasesTogether() {
    for run in 0..<10 {
      let rotation = rotation(10, run)
      let names = ["rounds", "rounds(int)[1]", "rounds[2]", "rounds/eur"]
      let turns = names.map { rotation.includes(TestID(classname: "a.Cart", name: $0)) }
      #expect(Set(turns).count == 1)
    }
  }

  @Test(
    "A share is rounded up to one of so many",
    arguments: [(1, 1), (0.7, 1), (0.5, 2), (0.3, 3), (0.1, 10), (0.07, 14), (0.01, 100)]
  )
  func roundsShares(share: Double, interval: Int) {
    #expect(SampleRotation(share: share, run: 0).interval == interval)
  }

  @Test("A run is known by its number, and by lot where it is known by another text")
  func numbersRuns() {
    #expect(SampleRotation.number(ofRun: "17") == 17)
    let lots = (0..<1000).map { SampleRotation.number(ofRun: "pipeline \(2 * $0)") }
    #expect(Set(lots).count == 1000)
    #expect(Set(lots.map { $0 % 10 }).count == 10)
    #expect(lots[3] == SampleRotation.number(ofRun: "pipeline 6"))
  }
}
