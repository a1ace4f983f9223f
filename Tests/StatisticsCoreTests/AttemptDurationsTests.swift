import TestModel
import Testing

@testable import StatisticsCore

@Suite("What attempts took")
struct AttemptDurationsTests {
  @Test("The lower median and the 95th percentile by the nearest rank, of those that are known")
  func figures() throws {
    let told = try #require(AttemptDurations(seconds: (1...100).map(Float.init) + [-1, .nan]))
    #expect(told.median == Microseconds(50_000_000))
    #expect(told.p95 == Microseconds(95_000_000))
    #expect(told.count == 100)
  }

  @Test("Of fewer than 20 there is no 95th percentile, and of none there is nothing")
  func few() {
    #expect(AttemptDurations(seconds: Array(repeating: 2, count: 19))?.p95 == nil)
    #expect(
      AttemptDurations(seconds: Array(repeating: 2, count: 20))?.p95 == Microseconds(2_000_000)
    )
    #expect(AttemptDurations(seconds: [-1]) == nil)
  }
}
