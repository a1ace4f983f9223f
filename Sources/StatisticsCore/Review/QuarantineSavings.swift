public import TestModel

/// What quarantine saved: job runs of which all failures were of tests that were in quarantine when the
/// run began, so that a gate lets them pass.
///
/// Tests that lists for runners leave out did not run; what they would have cost nobody knows.
public struct QuarantineSavings: Sendable, Hashable {
  /// A part of those job runs.
  public struct Part: Sendable, Hashable {
    /// The job runs, out of those that had a failure.
    public var jobRuns: Proportion
    /// Their time, which a rerun of each would take.
    ///
    /// Runs that do not tell it count as none.
    public var time: Microseconds
    /// The pipelines that they belong to.
    public var pipelines: Int
  }

  /// Those that went on: their jobs do not say that they failed.
  public var saved: Part
  /// Those whose jobs failed all the same: no gate asked whether they should.
  public var missed: Part

  /// Finds the job runs that quarantine saved.
  ///
  /// - Parameters:
  ///   - history: a window with all failures of its tests.
  ///   - period: which of its job runs are asked for, by start.
  init(_ history: FlakinessHistory, in period: Range<Timestamp>, _ calendar: QuarantineCalendar) {
    var excused: [Int32: Int] = [:]
    for timeline in history.timelines where calendar.stages[timeline.test.id] != nil {
      for run in timeline.runs where run.failedFinally {
        let start = history.jobRuns[Int(run.run)].startedAt
        guard period.contains(start), calendar.isExcused(timeline.test.id, at: start) else {
          continue
        }
        excused[run.run, default: 0] += 1
      }
    }
    let failing = history.jobRuns.indices.filter { position in
      let run = history.jobRuns[position]
      return period.contains(run.startedAt) && run.finalFailures > 0
    }
    // A run that breaks off hides what else may have failed.
    let passable = failing.filter { position in
      let run = history.jobRuns[position]
      return run.isComplete && excused[Int32(position), default: 0] >= run.finalFailures
    }
    let excusable = passable.map { history.jobRuns[$0] }
    saved = Part(excusable.filter { !$0.saysThatItFailed }, of: failing.count)
    missed = Part(excusable.filter(\.saysThatItFailed), of: failing.count)
  }
}

extension QuarantineSavings.Part {
  fileprivate init(_ runs: [RecordedJobRun], of total: Int) {
    jobRuns = Proportion(count: runs.count, total: total)
    time = runs.compactMap(\.jobRun.duration).reduce(.zero, +)
    pipelines =
      Set(runs.map { [$0.jobRun.repo ?? "", $0.jobRun.pipeline ?? "run \($0.id)"] }).count
  }
}

extension RecordedJobRun {
  /// The cases of the run that failed in the end.
  var finalFailures: Int { counts.failed + counts.errored }

  /// Whether the job's own result, in any provider's word, is a failure.
  fileprivate var saysThatItFailed: Bool {
    ["failed", "failure", "failing", "error", "errored", "broken", "unstable"]
      .contains(jobRun.status?.lowercased() ?? "")
  }
}
