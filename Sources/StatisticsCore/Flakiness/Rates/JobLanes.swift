import TestModel

/// One job of one pipeline with its attempts, first to last, as positions of job runs.
struct JobLane {
  var runs: [Int]

  var first: Int { runs[0] }
  var last: Int { runs[runs.count - 1] }
}

/// The job runs of one pipeline, as jobs with their attempts.
struct PipelineLanes {
  var lanes: [JobLane]
  /// The first job run by start.
  var first: Int
}

/// Gathers job runs into pipelines, by first start; a run without a pipeline is one of its own.
///
/// Linear in the number of job runs, whatever they have in common.
func pipelines(of history: FlakinessHistory, results: RunResults) -> [PipelineLanes] {
  var pipelineOfKey: [PipelineKey: Int] = [:]
  var slotOfKey: [SlotKey: Int] = [:]
  var slots: [(pipeline: Int, runs: [Int])] = []
  var pipelines: [PipelineLanes] = []
  for (run, recorded) in history.jobRuns.enumerated() {
    let key = PipelineKey(recorded)
    let pipeline = pipelineOfKey[key] ?? pipelines.count
    if pipeline == pipelines.count {
      pipelineOfKey[key] = pipeline
      pipelines.append(PipelineLanes(lanes: [], first: run))
    }
    let slotKey = SlotKey(pipeline: pipeline, recorded)
    if let slot = slotOfKey[slotKey] {
      slots[slot].runs.append(run)
    } else {
      slotOfKey[slotKey] = slots.count
      slots.append((pipeline, [run]))
    }
  }
  for slot in slots {
    pipelines[slot.pipeline].lanes += lanes(slot.runs, history: history, results: results)
  }
  return pipelines
}

private struct PipelineKey: Hashable {
  var repo: String?
  var pipeline: String?
  var onlyRun: Int64?

  init(_ run: RecordedJobRun) {
    repo = run.jobRun.repo
    pipeline = run.jobRun.pipeline
    onlyRun = pipeline == nil ? run.id : nil
  }
}

/// What names a job in its pipeline; of a job without a name, each run is one of its own.
private struct SlotKey: Hashable {
  var pipeline: Int
  var workflow: String?
  var job: String?
  var variant: String?
  var node: Int?
  var onlyRun: Int64?

  init(pipeline: Int, _ run: RecordedJobRun) {
    self.pipeline = pipeline
    workflow = run.jobRun.workflow
    job = run.jobRun.job
    variant = run.jobRun.variant
    node = run.jobRun.nodeIndex
    onlyRun = job == nil ? run.id : nil
  }
}

/// Tells the attempts of a job from its siblings, such as legs of a matrix that share its name.
///
/// Runs of one round are siblings. A run of a later round is the next attempt of one that failed,
/// where there is such a one, as people rerun what failed.
private func lanes(_ runs: [Int], history: FlakinessHistory, results: RunResults) -> [JobLane] {
  var lanes: [JobLane] = []
  var failed: [Int] = []
  var passed: [Int] = []
  for round in rounds(runs, history.jobRuns) {
    var used: [Int] = []
    for run in round {
      if let lane = failed.popLast() ?? passed.popLast() {
        lanes[lane].runs.append(run)
        used.append(lane)
      } else {
        used.append(lanes.count)
        lanes.append(JobLane(runs: [run]))
      }
    }
    for lane in used.reversed() {
      if results.results[lanes[lane].last] == .passed {
        passed.append(lane)
      } else {
        failed.append(lane)
      }
    }
  }
  return lanes
}

/// The runs of a job by attempt, or, where some do not tell theirs, by what ran at one time: a rerun
/// begins after the run before it has ended.
private func rounds(_ runs: [Int], _ jobRuns: [RecordedJobRun]) -> [[Int]] {
  guard runs.count > 1 else { return [runs] }
  let attempts = runs.compactMap { jobRuns[$0].jobRun.attempt }
  if attempts.count == runs.count {
    let byAttempt = Dictionary(grouping: runs) { jobRuns[$0].jobRun.attempt }
    return Set(attempts).sorted().compactMap { byAttempt[$0] }
  }
  var rounds: [[Int]] = []
  var end = Timestamp(milliseconds: .min)
  for run in runs {
    let start = jobRuns[run].startedAt
    if start < end {
      rounds[rounds.count - 1].append(run)
    } else {
      rounds.append([run])
    }
    // Runs without a duration that begin at one moment are siblings as well.
    end = max(end, jobRuns[run].end, start.adding(milliseconds: 1))
  }
  return rounds
}

extension RecordedJobRun {
  /// When the run ended; its start where it does not tell its duration.
  var end: Timestamp {
    // Hostile durations stay within 300 years, so that the sum does not overflow.
    let bound: Int64 = 10_000_000_000_000
    let duration = min(max(0, (jobRun.duration?.count ?? 0) / 1000), bound)
    return startedAt.adding(milliseconds: duration)
  }
}
