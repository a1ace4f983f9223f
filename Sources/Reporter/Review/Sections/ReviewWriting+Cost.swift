import StatisticsCore
import TestModel

extension ReviewWriting {
  /// What flakes cost in the week, and what quarantine saved.
  var cost: ReviewPage.Section? {
    ReviewPage.Section(
      id: "cost",
      title: "What flakes cost",
      blocks: [
        .list(
          title: "",
          items: [machines, peopleCost, saved] + [missed].compactMap { $0 },
          mostShown: 5
        ),
        .note("\(RateFigure.cost.definition)"),
      ]
    )
  }

  private var machines: ReviewText {
    let cost = review.current.runs.cost
    return "CI time lost: \(humanDuration(cost.total)), of which "
      + "\(humanDuration(cost.lostRuns)) in job runs that failed only through flakes, "
      + "\(humanDuration(cost.retries)) in retries and \(humanDuration(cost.queues)) in the queue."
  }

  private var peopleCost: ReviewText {
    let held = review.current.runs.blockedPipelines
    return
      "People's time, an assumption: \(humanDuration(assumptions.peopleTime(held.count))), which is "
      + "\(plural(held.count, "pipeline")) held up of \(grouped(held.total)), times "
      + "\(plainNumber(assumptions.minutesPerFailure)) minutes (\(assumptions.source))."
  }

  private var saved: ReviewText {
    let part = review.savings.saved
    guard part.jobRuns.count > 0 else {
      return
        "Saved by quarantine: none of \(plural(part.jobRuns.total, "job run")) that had a failure."
    }
    return
      "Saved by quarantine: \(phrase(for: part.jobRuns)) of the job runs that had a failure went on, "
      + "as all their failures were of tests in quarantine then. To run them again would have taken "
      + "\(spared(part)). Tests that a runner was told to leave out are not counted."
  }

  /// What a gate would have saved; none where there is nothing.
  private var missed: ReviewText? {
    let part = review.savings.missed
    guard part.jobRuns.count > 0 else { return nil }
    return
      "Not saved although it could be: \(phrase(for: part.jobRuns)) of the job runs that had a "
      + "failure failed by tests in quarantine alone. In a job that runs its tests through "
      + "evenkeel gate they pass, which spares \(spared(part))."
  }

  private func spared(_ part: QuarantineSavings.Part) -> String {
    "\(humanDuration(part.time)) of CI time and, by the same assumption, "
      + "\(humanDuration(assumptions.peopleTime(part.pipelines))) of people's for "
      + plural(part.pipelines, "pipeline")
  }
}
