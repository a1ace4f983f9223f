import StatisticsCore
import TestModel

extension TimingsPage {
  /// What takes longest; none where suites are listed.
  func slowest(_ count: Int) -> Section? {
    guard !report.items.isEmpty else { return nil }
    let noun = report.nouns.one
    let shown = min(count, report.items.count)
    let table = HTMLTable(
      caption: """
        The \(grouped(shown)) of \(plural(report.items.count, noun, report.nouns.many)) that take \
        longest, each in the suite in which it does
        """,
      columns: [
        .init(title: "\(noun.prefix(1).uppercased() + noun.dropFirst())"),
        .init(title: "Expected", isNumber: true), .init(title: "Deviation", isNumber: true),
        .init(title: "Half within", isNumber: true), .init(title: "95 % within", isNumber: true),
        .init(title: "Runs", isNumber: true), .init(title: "Suite"),
        .init(title: "In all suites", isNumber: true), .init(title: "Share", isNumber: true),
      ],
      rows: report.items.prefix(count).map(row),
      hasTools: true
    )
    return Section(
      id: "slowest",
      title: "Slowest",
      summary: plural(report.items.count, noun, report.nouns.many),
      body: table.html
    )
  }

  private func row(_ item: ItemReport) -> [HTMLText] {
    let slowest = item.slowest
    return [
      name(item.name, repo: item.repo), time(slowest.expected), time(slowest.deviation),
      time(slowest.median), time(slowest.p95), "\(grouped(slowest.runs))",
      "\(report.suiteName(slowest.suite))", time(item.expected),
      HTMLTable.number(item.share, "\(humanPercentage(item.share))"),
    ]
  }

  /// What became slower or faster.
  var changes: Section? {
    let (slower, faster) = (report.slowdowns, report.speedups)
    guard !slower.isEmpty || !faster.isEmpty else { return nil }
    return Section(
      id: "changes",
      title: "Became slower or faster",
      summary: "\(grouped(slower.count)) slower, \(grouped(faster.count)) faster",
      body: [table(slower, "slower"), table(faster, "faster")].joined(separator: "\n")
    )
  }

  private func table(_ changes: [ChangeReport], _ word: String) -> HTMLText {
    guard !changes.isEmpty else { return "" }
    let noun = report.nouns.one
    let count = min(changes.count, TimingsPage.mostRows)
    let rest: HTMLText =
      count < changes.count
      ? """

      <p class="soft">The first \(grouped(count)) of \(grouped(changes.count)) are shown; the \
      JSON report has all.</p>
      """ : ""
    let isSlower = word == "slower"
    let title: HTMLText = isSlower ? "<h3>Slower</h3>\n" : "<h3>Faster</h3>\n"
    let table = HTMLTable(
      caption: """
        \(plural(changes.count, noun, report.nouns.many)) that became \(word), \
        \(isSlower ? "what costs" : "what saves") most first
        """,
      columns: changeColumns(noun),
      rows: changes.prefix(count).map { change in
        let name = change.name ?? TimedUnit(file: "", classname: "")
        return row(
          change,
          head: self.name(name, repo: report.suites[change.suite].repo),
          suites: change.suiteNames(report)
        )
      },
      hasTools: changes.count > 10
    )
    return title + table.html + rest
  }

  private func changeColumns(_ noun: String) -> [HTMLTable.Column] {
    [
      .init(title: "\(noun.prefix(1).uppercased() + noun.dropFirst())"),
      .init(title: "Before", isNumber: true), .init(title: "After", isNumber: true),
      .init(title: "Factor", isNumber: true), .init(title: "Cost a day", isNumber: true),
      .init(title: "Changed", isProse: true), .init(title: "First run after"),
      .init(title: "Suite"),
    ]
  }

  private func row(_ report: ChangeReport, head: HTMLText, suites: String) -> [HTMLText] {
    let change = report.change
    let runs = "\(grouped(change.runsBefore)) runs before, \(grouped(change.runsAfter)) after"
    let cases = report.casesText.map { "; \($0)" } ?? ""
    return [
      head, time(change.before), time(change.after),
      HTMLTable.number(change.factor, "\(factorText(change.factor))"), time(report.costPerDay),
      "\(range(report))<span class=\"under\">\(runs)\(cases)</span>", run(report.first),
      "\(suites)",
    ]
  }

  private func range(_ report: ChangeReport) -> HTMLText {
    let (after, upTo) = (commit(report.lastBefore.commit), commit(report.upTo.commit))
    return report.change.isGradual
      ? "bit by bit, from \(after) to \(upTo)" : "after \(after), and \(upTo) at the latest"
  }

  /// When whole suites became slower or faster.
  var drifts: Section? {
    let changed = report.suites.indices.filter { report.suites[$0].lastDrift != nil }
    guard !changed.isEmpty else { return nil }
    let rows = changed.compactMap { position in
      report.suites[position].lastDrift.map {
        row($0, head: "\(report.suiteName(position))", suites: "")
      }
    }
    var columns = changeColumns("suite")
    columns.removeLast()
    let table = HTMLTable(
      caption: "What all tests of a suite take, machine speed and new tests included",
      columns: columns,
      rows: rows.map { Array($0.dropLast()) }
    )
    return Section(
      id: "drift",
      title: "Whole suites",
      summary: plural(changed.count, "change"),
      body: table.html
    )
  }
}
