import TestModel
import Testing

@testable import StatisticsCore

@Suite("How a week moved against another")
struct ShareChangeTests {
  @Test(
    "The interval of a difference is that of Newcombe's table II, method 10",
    arguments: [
      (56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090),
      (6, 7, 2, 7, 0.0582, 0.8062),
      (5, 56, 0, 29, -0.0381, 0.1926), (0, 10, 0, 20, -0.1611, 0.2775),
      (10, 10, 0, 10, 0.6075, 1.0000),
    ]
  )
  func newcombe(a: Int, m: Int, b: Int, n: Int, low: Double, high: Double) throws {
    let change = ShareChange(
      Proportion(count: a, total: m),
      from: Proportion(count: b, total: n)
    )
    let interval = try #require(change.interval)
    #expect(abs(interval.lowerBound - low) < 0.00006)
    #expect(abs(interval.upperBound - high) < 0.00006)
  }

  @Test("What is worse of failures is better of passes, and back in time the other way round")
  func directions() {
    let few = Proportion(count: 2, total: 400)
    let many = Proportion(count: 40, total: 400)
    #expect(ShareChange(many, from: few).trend(isBetterLower: true) == .worse)
    #expect(ShareChange(many, from: few).trend(isBetterLower: false) == .better)
    #expect(ShareChange(few, from: many).trend(isBetterLower: true) == .better)
    #expect(ShareChange(few, from: few).trend(isBetterLower: true) == .noSignificantChange)
    let nothing = Proportion(count: 0, total: 0)
    #expect(ShareChange(few, from: nothing).trend(isBetterLower: true) == .unknown)
  }

  @Test("Spans have the lower middle and the nearest rank, and count those that are not known")
  func spans() {
    let spans = DurationSummary((1...20).map { Microseconds(Int64($0)) } + [nil])
    #expect(spans.median == Microseconds(10) && spans.p95 == Microseconds(19))
    #expect(spans.known == 20 && spans.total == 21)
    #expect(DurationSummary([]).median == nil && DurationSummary([nil]).p95 == nil)
    let slower = DurationSummary((1...20).map { Microseconds(Int64($0) + 12) })
    #expect(slower.trend(from: spans) == .worse && spans.trend(from: slower) == .better)
    #expect(spans.trend(from: spans) == .noSignificantChange)
    #expect(spans.trend(from: DurationSummary([])) == .unknown)
  }

  @Test("So many job runs without a flaky failure show the target, and one fewer do not")
  func power() {
    let runs = DataQuality.runsToShowTarget
    let target = RateFigure.flakyFailedRunsTarget
    #expect(Proportion(count: 0, total: runs).standing(to: target) == .met)
    #expect(Proportion(count: 0, total: runs - 1).standing(to: target) == .undecided)
  }
}
