import Storage
import TestModel

/// Writes one job run of a made history.
struct JobRunWriting {
  private static let repo = "acme/shop"
  /// The last job run of any history began then: 2026-11-01.
  private static let end = Timestamp(seconds: 1_793_491_200)

  let shape: HistoryShape
  let run: Int

  /// Writes the run, and returns how many attempts failed.
  func write(to recorder: RunRecorder) throws -> Int {
    var failures = 0
    _ = try recorder.record(jobRun, startedAt: start, keepsEmpty: false) { writer in
      _ = try writer.report(path: "run-\(run).xml") {
        var summary = ReportSummary()
        summary.counts.cases = shape.tests
        var batch = CaseBatch()
        for test in 0..<shape.tests {
          let attempts = attempts(of: test)
          let failed = attempts.count(where: \.outcome.isFailure)
          failures += failed
          summary.counts.retried += attempts.count > 1 ? 1 : 0
          summary.counts.passed += failed < attempts.count ? 1 : 0
          summary.counts.failed += failed < attempts.count ? 0 : 1
          batch.append(
            ReportedCase(id: id(of: test), attempts: attempts),
            seed: TestID.identitySeed(repo: Self.repo)
          )
          guard batch.isFull else { continue }
          try writer.add(batch)
          batch = CaseBatch()
        }
        try writer.add(batch)
        return ("run-\(run)", summary)
      }
    }
    return failures
  }

  /// All runs are within 27 days, evenly, however many there are.
  private var start: Timestamp {
    let window: Int64 = 27 * 24 * 3_600_000
    return Self.end.adding(milliseconds: -window + window * Int64(run) / Int64(shape.jobRuns))
  }

  private var jobRun: JobRun {
    var jobRun = JobRun()
    let isOfPullRequest = shape.isOfPullRequest(run)
    jobRun.repo = Self.repo
    jobRun.branch = isOfPullRequest ? "feature/\(run)" : "main"
    jobRun.defaultBranch = "main"
    jobRun.pr = isOfPullRequest ? run : nil
    // Every other commit of the default branch is run twice.
    jobRun.commit = "c\(isOfPullRequest ? run : run & ~1)"
    jobRun.pipeline = "\(run)"
    jobRun.workflow = "ci"
    jobRun.job = "unit"
    jobRun.attempt = 1
    jobRun.startedAt = start
    jobRun.duration = Microseconds(600_000_000)
    return jobRun
  }

  private func id(of test: Int) -> TestID {
    // A file is in one folder, whose number is that of its first test.
    let folder = test / shape.testsPerFile * shape.testsPerFile / shape.folder
    let file = test / shape.testsPerFile
    return TestID(
      classname: "tests.area\(folder).test_\(file)",
      name: "test_case_\(test % shape.testsPerFile)_behaves",
      file: "tests/area\(folder)/test_\(file).py"
    )
  }

  private func attempts(of test: Int) -> [Attempt] {
    let duration = Microseconds(shape.microseconds(of: test, in: run))
    switch shape.conduct(of: test, in: run) {
    case .passes: return [Attempt(outcome: .passed, duration: duration)]
    case .fails(let cause):
      return [Attempt(outcome: .failed, duration: duration, message: cause.rawValue)]
    case .recovers:
      let message = HistoryShape.Cause.flake.rawValue
      return [
        Attempt(outcome: .failed, duration: duration, message: message),
        Attempt(outcome: .passed, duration: duration),
      ]
    }
  }
}
