import StatisticsCore
import TestModel
import TestSupport

/// The runs of two suites, one of them on two nodes, in which one file became slower.
struct TimingsSample {
  static let now = Timestamp(seconds: 1_790_000_000)
  static let window = now.adding(days: -28)..<now

  var repo = "acme/shop"
  var job = "unit"
  var variants = ["py311", "py312"]
  var branch = "main"
  /// What a file, class and test is called.
  var name: (Int) -> TimedUnit = { TimedUnit(file: "tests/test_\($0).py", classname: "") }
  var commit: (Int) -> String = { "c0ffee\($0)0000" }
  var url = "https://ci.example.com/runs"
  private let runs = 40
  private let files = 24

  func report(by kind: TimedKind = .file, branch: String? = nil) -> TimingsReport {
    let suites = variants.enumerated().map { position, variant in
      suite(variant, nodes: position + 1)
    }
    return TimingsReport(suites, by: kind, in: Self.window, branch: branch)
  }

  private func suite(_ variant: String, nodes: Int) -> TimedSuite {
    var random = SeededRandom(seed: UInt64(nodes))
    let units = (0..<files).map(name).sorted { $0.file < $1.file }
    var timings = SuiteTimings(units: units)
    for run in 0..<runs {
      timings.runs.append(
        SuiteRun(jobRuns: (0..<nodes).map { jobRun(run, $0, of: nodes, variant) })
      )
      timings.unitsOfJobRuns.append(
        (0..<nodes).map { node in (0..<Int32(files)).filter { Int($0) * nodes / files == node } }
      )
    }
    for unit in 0..<files {
      for run in 0..<runs {
        // The latest run is the first.
        let factor: Int64 = unit == 3 && run < 12 ? 4 : unit == 5 && run < 20 ? 1 : 2
        let base = Int64((unit + 1) * 40_000) * factor
        let noise = Int64.random(in: -base / 20...base / 20, using: &random)
        let time = Microseconds((base + noise) / 1000 * 1000)
        timings.timings.append(
          UnitTiming(unit: Int32(unit), run: Int32(run), cases: 4, failures: 0, duration: time)
        )
      }
    }
    timings.totalsOfJobRuns = totals(of: timings)
    return TimedSuite(repo: repo, job: job, variant: variant, timings: timings)
  }

  private func totals(of timings: SuiteTimings) -> [[JobRunTotal]] {
    timings.runs.indices.map { run in
      timings.unitsOfJobRuns[run].map { units in
        let times = units.map { timings.timings[Int($0) * runs + run].duration }
        return JobRunTotal(units: units.count, duration: times.reduce(.zero, +))
      }
    }
  }

  private func jobRun(_ run: Int, _ node: Int, of total: Int, _ variant: String) -> RecordedJobRun {
    var jobRun = JobRun()
    (jobRun.repo, jobRun.job, jobRun.variant) = (repo, job, variant)
    (jobRun.branch, jobRun.defaultBranch) = (branch, branch)
    (jobRun.commit, jobRun.pipeline, jobRun.url) = (commit(run), "\(900 - run)", url)
    (jobRun.nodeIndex, jobRun.nodeTotal) = (node, total)
    jobRun.duration = Microseconds(90_000_000)
    let start = Self.now.adding(milliseconds: Int64(-(run + 1)) * 43_200_000)
    return RecordedJobRun(
      id: Int64(run * 10 + node),
      jobRun: jobRun,
      startedAt: start,
      counts: CaseCounts(),
      isComplete: true
    )
  }
}
