import TestModel
import Testing

@testable import StatisticsCore

@Suite("The error budget")
struct BurnRateTests {
  private let end = Timestamp(day: 20_000)

  /// Job runs, a number of which failed through flakes, each so many minutes before the end.
  private func rates(_ runs: [(minutes: Int, count: Int, flaky: Int)]) -> [BurnRate] {
    var jobRuns: [RecordedJobRun] = []
    var flaky: Set<Int64> = []
    for group in runs {
      for number in 0..<group.count {
        var counts = CaseCounts()
        counts.add(.passed, isRetried: false)
        let id = Int64(jobRuns.count)
        if number < group.flaky { flaky.insert(id) }
        jobRuns.append(
          RecordedJobRun(
            id: id,
            jobRun: JobRun(),
            startedAt: end.adding(milliseconds: -Int64(group.minutes) * 60_000),
            counts: counts,
            isComplete: true
          )
        )
      }
    }
    return BurnRates(jobRuns, flakyFailed: flaky).highest(in: end.adding(days: -7)..<end)
  }

  @Test("The thresholds are those of the workbook: shares of a budget of 30 days")
  func thresholds() {
    let shares = [0.02, 0.05, 0.1]
    let all = rates([])
    for (rate, share) in zip(all, shares) {
      #expect(abs(rate.threshold - share * 30 * 86_400 / rate.window.seconds) < 1e-9)
    }
    #expect(all.map(\.alert) == [.page, .page, .ticket, .ticket])
    #expect(all.map(\.standing) == [.noRuns, .noRuns, .noRuns, .noRuns])
    #expect(all.map(\.alerts) == [0, 0, 0, 0] && all.map(\.end) == [end, end, end, end])
  }

  @Test("A fast burn pages when it happens, and once for as long as it goes on")
  func fastBurn() {
    let days = 2 * 1440
    let burns = rates([
      (minutes: 3, count: 20, flaky: 0), (minutes: days, count: 60, flaky: 20),
      (minutes: days - 2, count: 10, flaky: 3),
    ])
    #expect(burns[0].standing == .raised && burns[0].alerts == 1)
    #expect(burns[0].end == end.adding(milliseconds: Int64(2 - days) * 60_000))
    #expect(burns[0].long == Proportion(count: 23, total: 70))
    #expect(burns[3].long == Proportion(count: 23, total: 90) && burns[3].end == end)
    // Of the week the last twelfth is 14 hours, in which nothing failed.
    #expect(burns[3].standing == .quiet && burns[3].alerts == 0)
    // Without a job run in those 14 hours nothing says that it has ended.
    #expect(rates([(minutes: days, count: 60, flaky: 20)])[3].standing == .raised)
    let twice = rates([
      (minutes: 300, count: 60, flaky: 20), (minutes: 200, count: 90, flaky: 0),
      (minutes: 100, count: 60, flaky: 25),
    ])
    #expect(twice[0].alerts == 2 && twice[0].long == Proportion(count: 25, total: 60))
    #expect(twice[3].standing == .raised && twice[3].alerts == 1)
  }

  @Test("One failure of five runs is over each threshold, and may be chance")
  func fewRuns() {
    let rate = rates([(minutes: 2, count: 5, flaky: 1)])[0]
    #expect(rate.rate == 40 && rate.shortRate == 40)
    #expect(rate.standing == .tooFewRuns && rate.alerts == 0)
  }

  @Test("Runs of the end itself and without tests do not count")
  func boundaries() {
    #expect(rates([(minutes: 0, count: 5, flaky: 5)])[3].standing == .noRuns)
    let apart = rates([(minutes: 120, count: 5, flaky: 5), (minutes: 59, count: 5, flaky: 4)])
    #expect(apart[0].long == Proportion(count: 5, total: 5))
    #expect(apart[1].long == Proportion(count: 9, total: 10))
  }
}
