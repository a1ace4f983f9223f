import StatisticsCore
import TestModel

extension ReviewWriting {
  /// How quarantine stands at the end of the week; none where nothing is in it.
  var quarantine: ReviewPage.Section? {
    let quarantine = review.quarantine
    guard !quarantine.entries.isEmpty || quarantine.candidates > 0 else { return nil }
    var blocks: [ReviewPage.Block] = [.paragraph(standing)]
    if !quarantine.overdue.isEmpty {
      blocks.append(.paragraph("Each needs its owner, or a reason to stay and a new date."))
      blocks.append(.table(overdueTable))
    }
    return ReviewPage.Section(id: "quarantine", title: "Quarantine", blocks: blocks)
  }

  private var standing: ReviewText {
    let quarantine = review.quarantine
    let oldest = quarantine.entries.map(\.since).min()
    var text = "\(plural(quarantine.entries.count, "test")) in quarantine"
    if let oldest { text += ", the oldest since \(oldest.isoDate)" }
    text += "; \(grouped(quarantine.overdue.count)) past the date, "
    text += "\(grouped(quarantine.escalated.count)) of them escalated; "
    text += "\(plural(quarantine.candidates, "flaky test")) kept out."
    return "\(text)"
  }

  private var overdueTable: ReviewTable {
    var table = ReviewTable(
      id: "overdue",
      caption: "Tests in quarantine that are past their date at the end of the week",
      columns: [
        .init(title: "Test", key: "test"), .init(title: "Since", key: "since"),
        .init(title: "Due", key: "due"), .init(title: "Days past", key: "days_past", kind: .number),
        .init(title: "Escalated", key: "escalated"), .init(title: "Owner", key: "owner"),
        .init(title: "Issue", key: "issue"),
      ]
    )
    (table.one, table.many) = ("test past its date", "tests past their date")
    table.mostShown = 20
    table.rows = review.quarantine.overdue.map { entry in
      let late = entry.expires.map { review.end.day - $0.day }
      return [
        .text(name(entry.test)), .text("\(entry.since.isoDate)"),
        .text("\(entry.expires?.isoDate ?? "")"), late.map { .count($0) } ?? .none,
        .text("\(entry.escalated.map { "since " + $0.isoDate } ?? "no")"),
        .text(people(entry.owner.map { [$0] } ?? [])), .text("\(prose: entry.issue ?? "")"),
      ]
    }
    return table
  }
}
