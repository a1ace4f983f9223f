import StatisticsCore
import TestModel

extension ReviewWriting {
  /// How much of all this is known, and how it is counted.
  var quality: ReviewPage.Section? {
    let quality = review.quality
    var items = [power(quality)]
    items += shares(quality)
    if quality.ambiguousNames > 0 {
      items.append(
        "\(plural(quality.ambiguousNames, "test name")) stood for several cases in some job runs of the "
          + "five weeks; nothing is scored there."
      )
    }
    return ReviewPage.Section(
      id: "quality",
      title: "How sure this is",
      blocks: [
        .list(title: "", items: items, mostShown: 20),
        .note("\(RateFigure.flakyFailedRuns.title): \(RateFigure.flakyFailedRuns.definition)"),
        .note(
          "Verdicts are as of \(review.end.iso8601), over the \(plural(review.assessment.jobRuns, "job run")) "
            + "since \(review.assessment.from.iso8601). Weeks are those of ISO 8601, from Monday to Sunday "
            + "in UTC. Intervals of shares hold the true share with 95 % confidence (Wilson, 1927)."
        ),
      ]
    )
  }

  private func power(_ quality: DataQuality) -> ReviewText {
    let needed = DataQuality.runsToShowTarget
    let target = humanPercentage(RateFigure.flakyFailedRunsTarget)
    let start: ReviewText =
      "It takes \(grouped(needed)) job runs without a flaky failure to show that the share is within "
      + "\(target)"
    return start
      + (quality.testedRuns >= needed
        ? ": the \(grouped(quality.testedRuns)) of the week can."
        : ": the \(grouped(quality.testedRuns)) of the week cannot, however good they are.")
  }

  private func shares(_ quality: DataQuality) -> [ReviewText] {
    let shares: [(share: Proportion, what: String)] = [
      (quality.incomplete, "of the job runs have no whole report"),
      (quality.withoutCommit, "of the job runs do not tell their commit"),
      (quality.withoutDuration, "of the job runs do not tell how long they took"),
      (quality.withoutQueue, "of the job runs do not tell how long they waited"),
      (quality.skewedAttempts, "of later attempts began before an earlier one: clocks disagree"),
    ]
    let lacking = shares.filter { $0.share.count > 0 }
    var items: [ReviewText] = lacking.map { "\(phrase(for: $0.share)) \($0.what)." }
    if lacking.isEmpty {
      items.append(
        "All \(plural(quality.incomplete.total, "job run")) have whole reports and tell commit, duration and "
          + "queue time."
      )
    }
    if quality.timed.count < quality.timed.total {
      items.append("\(phrase(for: quality.timed)) of the job runs have timings of their tests.")
    }
    return items
  }
}
