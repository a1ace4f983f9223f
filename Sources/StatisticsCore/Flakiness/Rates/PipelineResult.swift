/// How a pipeline, or a part of one, stands by the last attempts of its jobs.
struct PipelineResult {
  /// How it ended: outages count as any other failure.
  var end: RunResults.Result
  /// The job runs that held it up: those that failed only through flakes and were rerun, or, where
  /// it is red only through flakes, are the last of their job.
  var blockers: [Int]

  var isBlocked: Bool { !blockers.isEmpty }

  init(_ lanes: [JobLane], results: [RunResults.Result]) {
    let ends = lanes.map { results[$0.last] }
    let isRedOtherwise = ends.contains { $0 != .passed && $0 != .flakyFailed }
    end = isRedOtherwise ? .failed : ends.contains(.flakyFailed) ? .flakyFailed : .passed
    blockers = []
    for lane in lanes {
      let counted = isRedOtherwise ? lane.runs.dropLast() : lane.runs[...]
      blockers += counted.filter { results[$0] == .flakyFailed }
    }
  }
}
