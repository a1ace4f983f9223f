import StatisticsCore
import TestModel
import Testing

@Suite("What a runner is told of the tests in quarantine")
struct RunnerShareTests {
  private func entry(_ row: Int, rate: Double? = nil) -> QuarantineEntry {
    QuarantineEntry(
      test: RecordedTest(
        id: Int64(row),
        repo: "r",
        testID: TestID(classname: "t", name: "test_\(row)"),
        isAmbiguous: false,
        firstSeen: Timestamp(seconds: 1)
      ),
      reason: "r",
      author: "policy",
      since: Timestamp(seconds: 1),
      isManual: false,
      flakeRate: rate
    )
  }

  @Test("Each entry is in one part, and those of mode verdict have no turn to wait for")
  func divides() {
    let entries = (0..<50).map { entry($0) }
    let rotation = SampleRotation(share: 0.2, run: 3)
    let share = RunnerShare(entries, rotation: rotation) { $0.test.id < 10 ? .verdict : .skip }
    #expect(share.running.map(\.test.id) == Array(0..<10))
    #expect(Set(share.leftOut).union(share.sampled).union(share.running) == Set(entries))
    #expect(share.leftOut.count + share.sampled.count == 40)
    #expect(share.sampled.allSatisfy { rotation.includes($0.test.testID) })
    #expect(share.leftOut.allSatisfy { !rotation.includes($0.test.testID) })
    #expect(RunnerShare(entries, rotation: nil) { _ in .skip }.leftOut == entries)
  }

  @Test("A test that is mended is released after its clean runs, one in so many")
  func tellsTheWait() {
    // From 20 % at a factor of 20, 14 clean runs; from 50 %, 5.
    let entries = [entry(1, rate: 0.2), entry(2, rate: 0.5), entry(3)]
    let rotation = SampleRotation(share: 0.1, run: 0)
    let share = RunnerShare(entries, rotation: rotation) { _ in .skip }
    #expect(share.runsUntilRelease(rotation, factor: 20) == 50...140)
    let unknown = RunnerShare([entry(3)], rotation: rotation) { _ in .skip }
    #expect(unknown.runsUntilRelease(rotation, factor: 20) == nil)
  }
}
