import TestModel

/// What each flake cost, each span of time once.
func flakeCharges(
  _ history: FlakinessHistory,
  flakes: [[WeightedFlake]],
  results: RunResults,
  reruns: [FlakyRerun]
) -> [FlakeCharge] {
  var charges = retryCharges(history, flakes: flakes, results: results)
  func charge(_ run: Int, _ kind: FlakeCharge.Kind, _ time: Microseconds?) {
    guard let time, time > .zero, let culprits = results.culprits[run] else { return }
    for (timeline, share) in zip(culprits, shares(of: time, among: culprits.count)) {
      charges.append(FlakeCharge(timeline: timeline, run: run, kind: kind, time: share))
    }
  }
  for run in results.culprits.keys.sorted() {
    charge(run, .lostRun, history.jobRuns[run].jobRun.duration)
  }
  for rerun in reruns {
    charge(rerun.failed, .queue, history.jobRuns[rerun.rerun].jobRun.queuedFor)
    charge(rerun.failed, .rerun, history.jobRuns[rerun.rerun].jobRun.duration)
  }
  return charges
}

/// The retries that flakes took, by the probability that they were flakes; those in a job run that
/// is lost as a whole are part of it.
private func retryCharges(
  _ history: FlakinessHistory,
  flakes: [[WeightedFlake]],
  results: RunResults
) -> [FlakeCharge] {
  var charges: [FlakeCharge] = []
  for (position, timeline) in history.timelines.enumerated() where !timeline.test.isCheck {
    guard flakes.indices.contains(position) else { continue }
    for flake in flakes[position] {
      guard let retry = timeline.testRun(in: flake.run)?.retryDuration, retry > 0,
        results.results[Int(flake.run)] != .flakyFailed,
        let time = Microseconds(seconds: Double(retry) * flake.weight)
      else { continue }
      charges.append(
        FlakeCharge(timeline: position, run: Int(flake.run), kind: .retries, time: time)
      )
    }
  }
  return charges
}
