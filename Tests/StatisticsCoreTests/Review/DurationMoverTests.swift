import TestModel
import TestSupport
import Testing

@testable import StatisticsCore

@Suite("Files that move")
struct DurationMoverTests {
  /// Timings of files in runs of one job, in seconds; what is not above nothing did not run.
  private func timings(
    _ seconds: [String: [Double]],
    failures: Set<Int> = [],
    variant: String = ""
  ) -> SuiteTimings {
    let files = seconds.keys.sorted()
    let count = seconds.values.map(\.count).max() ?? 0
    let runs = (0..<count).map { number in
      var jobRun = JobRun()
      jobRun.repo = "acme/shop"
      jobRun.job = "unit"
      jobRun.variant = variant
      return SuiteRun(jobRuns: [
        RecordedJobRun(
          id: Int64(number),
          jobRun: jobRun,
          startedAt: Timestamp(milliseconds: Int64(number)),
          counts: CaseCounts(),
          isComplete: true
        )
      ])
    }
    var timings: [UnitTiming] = []
    for (unit, file) in files.enumerated() {
      for (run, time) in (seconds[file] ?? []).enumerated() {
        timings.append(
          UnitTiming(
            unit: Int32(unit),
            run: Int32(run),
            cases: 3,
            failures: failures.contains(run) ? 1 : 0,
            duration: Microseconds(seconds: time) ?? .zero
          )
        )
      }
    }
    return SuiteTimings(
      runs: runs,
      units: files.map { TimedUnit(file: $0, classname: "") },
      timings: timings,
      totalsOfJobRuns: runs.map { _ in [JobRunTotal(units: files.count)] }
    )
  }

  private func noise(_ mean: Double, _ count: Int, _ random: inout SeededRandom) -> [Double] {
    (0..<count).map { _ in mean * Double.random(in: 0.8...1.2, using: &random) }
  }

  @Test("What doubled is found, with its middles and runs; what did not is not")
  func finds() {
    var random = SeededRandom(seed: 7)
    let now = timings(["a.py": noise(10, 20, &random), "b.py": noise(5, 20, &random)])
    let then = timings(["a.py": noise(5, 40, &random), "b.py": noise(5, 40, &random)])
    let found = DurationMovers(recent: [now], earlier: [then])
    #expect(found.compared == 2 && found.movers.map(\.item) == ["a.py"])
    #expect(found.movers[0].runsBefore == 40 && found.movers[0].runsAfter == 20)
    #expect(found.movers[0].change > 4 && found.movers[0].falseDiscoveryRate < 0.001)
    let back = DurationMovers(recent: [then], earlier: [now])
    #expect(back.movers.map(\.item) == ["a.py"] && back.movers[0].change < -4)
  }

  @Test("Of a thousand files that did not move hardly any list has one", arguments: 1...20)
  func holdsItsRate(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    var now: [String: [Double]] = [:]
    var then: [String: [Double]] = [:]
    for file in 0..<50 {
      now["\(file).py"] = noise(5, 20, &random)
      then["\(file).py"] = noise(5, 40, &random)
    }
    let found = DurationMovers(recent: [timings(now)], earlier: [timings(then)])
    #expect(found.compared == 50 && found.movers.isEmpty)
  }

  @Test("Runs that failed say nothing, and four runs say too little")
  func leavesOut() {
    let slow = timings(["a.py": Array(repeating: 10, count: 6)], failures: [0, 1])
    let fast = timings(["a.py": Array(repeating: 5, count: 40)])
    #expect(DurationMovers(recent: [slow], earlier: [fast]).compared == 0)
    let enough = timings(["a.py": Array(repeating: 10, count: 7)], failures: [0, 1])
    #expect(DurationMovers(recent: [enough], earlier: [fast]).movers.count == 1)
    // Sure, and not worth a word.
    let hardly = timings(["a.py": Array(repeating: 5.05, count: 20)])
    let same = DurationMovers(recent: [hardly], earlier: [fast])
    #expect(same.compared == 1 && same.movers.isEmpty)
  }

  @Test("A file that moved in several variants is one row, that of the largest change")
  func variants() {
    func both(_ a: Double, _ b: Double, _ count: Int) -> [SuiteTimings] {
      [
        timings(["a.py": Array(repeating: a, count: count)], variant: "py311"),
        timings(["a.py": Array(repeating: b, count: count)], variant: "py312"),
      ]
    }
    let found = DurationMovers(recent: both(9, 12, 20), earlier: both(5, 5, 40)).movers
    #expect(found.count == 1 && found[0].streams == 2)
    #expect(found[0].stream == JobVariant(job: "unit", variant: "py312"))
  }
}
