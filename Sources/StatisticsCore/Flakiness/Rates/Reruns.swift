import TestModel

/// A run of a job because the one before it failed only through flakes.
struct FlakyRerun {
  /// The job run that failed.
  var failed: Int
  /// The one that followed it.
  var rerun: Int
}

/// The reruns that flakes caused: later attempts in a pipeline, and the next run of the same job on
/// the same code and branch in another pipeline, where it began within 24 hours.
func flakyReruns(
  _ pipelines: [PipelineLanes],
  history: FlakinessHistory,
  results: RunResults
) -> [FlakyRerun] {
  var reruns: [FlakyRerun] = []
  var previous: [JobOnCode: Int] = [:]
  for lane in pipelines.lazy.flatMap(\.lanes) {
    for (failed, rerun) in zip(lane.runs, lane.runs.dropFirst())
    where results.results[failed] == .flakyFailed {
      reruns.append(FlakyRerun(failed: failed, rerun: rerun))
    }
    guard let key = JobOnCode(lane.first, history) else { continue }
    if let failed = previous[key], results.results[failed] == .flakyFailed,
      follows(history.jobRuns[lane.first], history.jobRuns[failed])
    {
      reruns.append(FlakyRerun(failed: failed, rerun: lane.first))
    }
    previous[key] = lane.last
  }
  return reruns
}

private func follows(_ rerun: RecordedJobRun, _ failed: RecordedJobRun) -> Bool {
  failed.end <= rerun.startedAt && failed.startedAt < rerun.startedAt
    && rerun.startedAt <= failed.end.adding(days: 1)
}

/// What two runs of one job on one code have in common; none where job or commit is not known.
private struct JobOnCode: Hashable {
  var repo: String?
  var code: String
  var branch: String?
  var pr: Int?
  var workflow: String?
  var job: String
  var variant: String?
  var node: Int?

  init?(_ run: Int, _ history: FlakinessHistory) {
    let jobRun = history.jobRuns[run].jobRun
    guard let job = jobRun.job, jobRun.commit != nil || jobRun.mergeCommit != nil else {
      return nil
    }
    repo = jobRun.repo
    code = history.codeKey(of: Int32(run))
    branch = jobRun.branch
    pr = jobRun.pr
    workflow = jobRun.workflow
    self.job = job
    variant = jobRun.variant
    node = jobRun.nodeIndex
  }
}
