import StatisticsCore
import TestModel

extension ReviewWriting {
  /// The files whose tests surely take more or less time than in the four weeks before.
  var movers: ReviewPage.Section? {
    let movers = review.movers
    guard movers.compared > 0 else { return nil }
    let rate = humanPercentage(DurationMovers.rate)
    let files = plural(movers.compared, "file and job", "files and jobs")
    let found: ReviewText =
      movers.movers.isEmpty
      ? "Of \(files) compared with the four weeks before, none surely takes more or less time."
      : "Of \(files) compared with the four weeks before, "
        + "\(plural(movers.movers.count, "file")) surely \(movers.movers.count == 1 ? "takes" : "take") "
        + "more or less time; at most \(rate) of such a list are expected to be wrong."
    let note: ReviewText =
      "Each file of each job and variant is compared by a rank-sum test over its last runs of the week "
      + "and of the four before, with the false discovery rate of all held at \(rate) (Benjamini and "
      + "Hochberg, 1995); moves under a tenth of the time or of a second are left out."
    return ReviewPage.Section(
      id: "movers",
      title: "Slowest movers",
      blocks: [.paragraph(found)] + (movers.movers.isEmpty ? [] : [.table(moversTable)])
        + [.note(note)]
    )
  }

  private var moversTable: ReviewTable {
    var table = ReviewTable(
      id: "movers",
      caption:
        "Time of a file in one job run, median of the week against that of the four weeks before",
      columns: [
        .init(title: "File", key: "file"), .init(title: "Job", key: "job"),
        .init(title: "Before", key: "before_seconds", kind: .number),
        .init(title: "This week", key: "after_seconds", kind: .number),
        .init(title: "Change", key: "change_seconds", kind: .number),
        .init(title: "Cases", key: "cases"),
        .init(title: "Runs before", key: "runs_before", kind: .number),
        .init(title: "Runs", key: "runs_after", kind: .number),
      ]
    )
    (table.one, table.many) = ("file that moved", "files that moved")
    table.rows = review.movers.movers.map { mover in
      let others: ReviewText =
        mover.streams > 1 ? ", and \(grouped(mover.streams - 1)) more" : ""
      let cases =
        mover.casesBefore == mover.casesAfter
        ? "\(mover.casesAfter)" : "\(mover.casesBefore), now \(mover.casesAfter)"
      return [
        .text("\(name: mover.item)"),
        .text((mover.stream.name.isEmpty ? "unknown" : "\(prose: mover.stream.name)") + others),
        .span(mover.before), .span(mover.after),
        .number(mover.change.rounded(places: 3), shown: change(mover)),
        .text("\(cases)"), .count(mover.runsBefore), .count(mover.runsAfter),
      ]
    }
    return table
  }

  private func change(_ mover: DurationMover) -> String {
    let span = humanDuration(Microseconds(seconds: abs(mover.change)) ?? .zero)
    let share = mover.before.seconds > 0 ? abs(mover.change) / mover.before.seconds : 0
    let percent = share > 0 ? " (\(grouped(Int((min(share, 1e6) * 100).rounded()))) %)" : ""
    return "\(span) \(mover.change < 0 ? "less" : "more")\(percent)"
  }
}
