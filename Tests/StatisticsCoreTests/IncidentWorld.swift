import StatisticsCore
import TestModel
import TestSupport

/// A history written by hand for the search for incidents: pipelines of two jobs, on time, in which
/// named tests fail. Eight folders of ten tests each belong to the job `unit`, two to `api`.
struct IncidentWorld {
  struct Failure {
    var test: Int
    var signature: String
    var passedOnRetry = false
  }

  /// 2026-10-05, a Monday, at 08:00.
  static let start = Timestamp(seconds: 1_791_187_200)
  static let unitTests = 80
  static let apiTests = 20

  private(set) var jobRuns: [RecordedJobRun] = []
  private var failures: [(run: Int64, failure: Failure)] = []
  private var commits = 0

  static func tests(of job: String) -> Range<Int> {
    job == "unit" ? 0..<unitTests : unitTests..<unitTests + apiTests
  }

  static func folder(_ test: Int) -> String { "tests/f\(test / 10)" }

  /// Adds a run of a job `hours` after the start; the commit is a new one where none is named.
  mutating func run(
    _ job: String = "unit",
    at hours: Double,
    branch: String = "main",
    commit: String? = nil,
    runner: String? = nil,
    _ failing: [Failure] = []
  ) {
    commits += 1
    var jobRun = JobRun()
    jobRun.branch = branch
    jobRun.defaultBranch = "main"
    jobRun.commit = commit ?? "c\(commits)"
    jobRun.pipeline = "p\(commits)"
    jobRun.job = job
    jobRun.runner = runner
    jobRun.duration = Microseconds(60_000_000)
    if branch != "main" { jobRun.pr = Int(branch.drop { !$0.isNumber }) }
    var counts = CaseCounts()
    counts.cases = Self.tests(of: job).count
    let id = Int64(jobRuns.count + 1)
    jobRuns.append(
      RecordedJobRun(
        id: id,
        jobRun: jobRun,
        startedAt: Timestamp(
          milliseconds: Self.start.milliseconds + Int64(hours * 3_600_000)
        ),
        counts: counts,
        isComplete: true
      )
    )
    failures += failing.map { (id, $0) }
  }

  /// Adds a green run of the default branch and one of a pull request every six hours of some days,
  /// with now and then a failure of one of three flaky tests.
  mutating func quietDays(_ days: Range<Int>) {
    for slot in days.lowerBound * 4..<days.upperBound * 4 {
      let hours = Double(slot) * 6 + 0.1
      let flake =
        slot % 5 == 3 ? [Failure(test: slot % 3 * 25, signature: "flake \(slot % 3)")] : []
      run("unit", at: hours, flake)
      run("api", at: hours)
      run("unit", at: hours + 0.05, branch: "pr-\(slot % 7 + 100)")
    }
  }

  func history(passes: Bool, shuffledBy seed: UInt64? = nil) -> FlakinessHistory {
    var runs = jobRuns
    var executions = self.executions(passes: passes)
    if let seed {
      var random = SeededRandom(seed: seed)
      runs.shuffle(using: &random)
      executions.shuffle(using: &random)
    }
    let failed = Set(failures.map(\.failure.test)).sorted()
    let names = Set(failures.map(\.failure.signature)).sorted()
    return FlakinessHistory(
      from: Self.start,
      asOf: Timestamp(milliseconds: (jobRuns.map(\.startedAt.milliseconds).max() ?? 0) + 1),
      jobRuns: runs,
      tests: failed.map(Self.recorded),
      executions: executions,
      signatures: Dictionary(uniqueKeysWithValues: names.enumerated().map { (Int64($0), $1) }),
      testCount: Self.unitTests + Self.apiTests,
      testsByPlace: Dictionary(uniqueKeysWithValues: (0..<10).map { ("tests/f\($0)", 10) })
    )
  }

  private static func recorded(_ test: Int) -> RecordedTest {
    RecordedTest(
      id: Int64(test + 1),
      repo: "acme/shop",
      testID: TestID(classname: "c", name: "t\(1000 + test)", file: "\(folder(test))/a.py"),
      isAmbiguous: false,
      firstSeen: start
    )
  }

  private func executions(passes: Bool) -> [Execution] {
    let names = Set(failures.map(\.failure.signature)).sorted()
    let failed = Set(failures.map(\.failure.test)).sorted()
    var executions: [Execution] = []
    var red: Set<[Int64]> = []
    for (run, failure) in failures {
      let test = Int64(failure.test + 1)
      red.insert([run, test])
      executions.append(
        Execution(
          jobRunID: run,
          testRowID: test,
          attempt: 1,
          outcome: .failed,
          signatureID: names.firstIndex(of: failure.signature).map(Int64.init)
        )
      )
      guard failure.passedOnRetry else { continue }
      executions.append(
        Execution(jobRunID: run, testRowID: test, attempt: 2, outcome: .passed)
      )
    }
    guard passes else { return executions }
    for recorded in jobRuns {
      for test in failed where Self.tests(of: recorded.jobRun.job ?? "").contains(test) {
        guard !red.contains([recorded.id, Int64(test + 1)]) else { continue }
        executions.append(
          Execution(
            jobRunID: recorded.id,
            testRowID: Int64(test + 1),
            attempt: 1,
            outcome: .passed
          )
        )
      }
    }
    return executions
  }

  /// The excuse of the failure of a test in a run, by the number of the run from 1; 0 for none.
  func excuse(_ test: Int, run: Int, in finding: IncidentFinding) -> Double {
    let history = history(passes: false)
    guard let row = history.timelines.firstIndex(where: { $0.test.id == Int64(test + 1) }),
      let position = history.jobRuns.firstIndex(where: { $0.id == Int64(run) })
    else { return 0 }
    return finding.excuses[row].first { $0.run == Int32(position) }.map { Double($0.likelihood) }
      ?? 0
  }
}
