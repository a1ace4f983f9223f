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
    return BurnRate.rates(jobRuns, flakyFailed: flaky, before: end)
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
  }

  @Test("A fast burn that goes on pages; one that has ended does not")
  func fastBurn() {
    let going = rates([(minutes: 3, count: 20, flaky: 8), (minutes: 50, count: 60, flaky: 20)])
    #expect(going[0].long == Proportion(count: 28, total: 80))
    #expect(going[0].short == Proportion(count: 8, total: 20))
    #expect(going.map(\.standing) == [.raised, .raised, .raised, .raised])
    let over = rates([(minutes: 3, count: 20, flaky: 0), (minutes: 50, count: 60, flaky: 20)])
    #expect(over[0].standing == .quiet && over[2].standing == .raised)
  }

  @Test("One failure of five runs is over each threshold, and may be chance")
  func fewRuns() {
    let rate = rates([(minutes: 2, count: 5, flaky: 1)])[0]
    #expect(rate.rate == 40 && rate.shortRate == 40)
    #expect(rate.standing == .tooFewRuns)
  }

  @Test("Runs of the end itself and without tests do not count")
  func boundaries() {
    #expect(rates([(minutes: 0, count: 5, flaky: 5)])[3].standing == .noRuns)
    #expect(rates([(minutes: 60, count: 5, flaky: 5)])[0].long.total == 5)
    #expect(rates([(minutes: 61, count: 5, flaky: 5)])[0].long.total == 0)
  }
}
