import HistorySimulator
import StatisticsCore
import TestModel
import Testing

@testable import Evaluation

/// Floors, well below what the report shows, under which something is broken.
@Suite("A simulated quarter with quarantine and gate, in small")
struct QuarterTests {
  static let quarter: Quarter = {
    var quarter = Quarter(.demo)
    quarter.warmUpDays = 12
    quarter.days = 20
    return quarter
  }()
  static let score = QuarterScore(quarter, seeds: [1])

  @Test("What enters is flaky, and something enters")
  func entries() {
    let entries = Self.score.listing.falseEntries
    #expect(entries.whole >= 4)
    #expect(entries.part == 0)
  }

  @Test("Most builds that were red by flakes alone are let through, and no more than the oracle's")
  func builds() throws {
    let score = Self.score
    #expect(score.gated.builds.whole >= 10)
    #expect(try #require(score.gated.fall) >= 0.5)
    #expect(try #require(score.gated.fall) <= (try #require(score.oracle.fall)))
  }

  @Test("No regression is excused past its first failing run on the default branch")
  func regressions() {
    let excuses = Self.score.excuses
    #expect(excuses.laterOnMain.whole >= 5)
    #expect(excuses.laterOnMain.part == 0)
    // The published rule excuses what is broken: there is something to excuse.
    #expect(Self.score.publishedExcuses.laterOnMain.part > 0)
  }

  @Test("The same seed makes the same page and the same log")
  func determinism() {
    var quarter = Self.quarter
    quarter.warmUpDays = 20
    quarter.days = 2
    let replays = (0..<2).map { _ in QuarterReplay(quarter, seed: 3) }
    #expect(!replays[0].trial.book.log.isEmpty)
    #expect(replays[0].trial.book.log == replays[1].trial.book.log)
    let report = QuarterReport(presets: [.demo], seeds: 1)
    let pages = replays.map { report.text(of: [QuarterScore($0)]) }
    #expect(pages[0] == pages[1])
  }
}
