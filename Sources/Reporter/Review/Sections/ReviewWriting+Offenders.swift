import StatisticsCore
import TestModel

extension ReviewWriting {
  /// The tests whose flakes cost most in the week.
  var offenders: ReviewPage.Section? {
    guard !review.offenders.isEmpty else { return nil }
    var table = ReviewTable(
      id: "offenders",
      caption: "CI time lost in the week by test; its flake rate is of the five weeks",
      columns: [
        .init(title: "Test", key: "test"), .init(title: "Id", key: "id", isForPrograms: true),
        .init(title: "File", key: "file", isForPrograms: true),
        .init(title: "CI time lost", key: "lost_seconds", kind: .number),
        .init(title: "Share", key: "share", kind: .number),
        .init(title: "Cumulated", key: "cumulated_share", kind: .number),
        .init(title: "In flaky-failed job runs", key: "flaky_failed_job_runs", kind: .share),
        .init(title: "Flake rate (90 % interval)", key: "flake_rate", kind: .number),
        .init(title: "Owner", key: "owners", isForPrograms: !hasOwners),
      ]
    )
    (table.one, table.many) = ("test with flakes", "tests with flakes")
    let total = review.offenders.map(\.cost).reduce(.zero, +)
    func share(_ cost: Microseconds) -> ReviewCell {
      .percentage(total > .zero ? Double(cost.count) / Double(total.count) : nil)
    }
    var sum = Microseconds.zero
    table.rows = review.offenders.map { offender in
      sum += offender.cost
      let rate = offender.assessment?.rate
      return [
        .text(name(offender.test)), .text("\(name: offender.test.stableID)"),
        .text("\(name: offender.test.testID.file)"), .span(offender.cost),
        share(offender.cost), share(sum), .share(offender.flakyFailedRuns),
        rate.map { .number($0.estimate.rounded(places: 6), shown: phrase(for: $0)) } ?? .none,
        .text(people(offender.owners)),
      ]
    }
    return ReviewPage.Section(
      id: "offenders",
      title: "Top offenders",
      blocks: [.paragraph(concentration(total.seconds)), .table(table)]
    )
  }

  private func concentration(_ total: Double) -> ReviewText {
    let top = review.offenders.prefix(3)
    let share = total > 0 ? top.map(\.cost.seconds).reduce(0, +) / total : 0
    let tests = plural(review.offenders.count, "test")
    let lost = humanDuration(review.offenders.map(\.cost).reduce(.zero, +))
    guard review.offenders.count > 3 else { return "\(tests) lost \(lost) of CI time." }
    return "\(tests) lost \(lost) of CI time; the first three \(humanPercentage(share)) of it."
  }

  /// What flakes cost by owner; none where the checkout names no owners.
  var owners: ReviewPage.Section? {
    guard review.owners.contains(where: { !$0.name.isEmpty }) else { return nil }
    var table = ReviewTable(
      id: "owners",
      caption: "CI time lost in the week by owner; a test of several owners counts for each",
      columns: [
        .init(title: "Owner", key: "owner"),
        .init(title: "Tests with flakes", key: "tests", kind: .number),
        .init(title: "CI time lost", key: "lost_seconds", kind: .number),
        .init(title: "In flaky-failed job runs", key: "flaky_failed_job_runs", kind: .share),
      ]
    )
    (table.one, table.many) = ("owner", "owners")
    table.rows = review.owners.map { owner in
      [
        .text(owner.name.isEmpty ? "nobody" : "\(prose: owner.name)"), .count(owner.tests),
        .span(owner.cost), .share(owner.flakyFailedRuns),
      ]
    }
    return ReviewPage.Section(id: "owners", title: "By owner", blocks: [.table(table)])
  }
}
