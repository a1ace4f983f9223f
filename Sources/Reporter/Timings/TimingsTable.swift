public import StatisticsCore
import TestModel

/// The timings as tables for terminals, under the answer in a few sentences.
///
/// - Parameters:
///   - slowest: how many files, classes or tests are listed.
///   - onlyChanges: whether only what became slower or faster is told.
public func timingsTable(_ report: TimingsReport, slowest: Int, onlyChanges: Bool) -> String {
  let page = TimingsTables(report: report)
  var parts = [wrapped(report.headline)]
  if !onlyChanges { parts.append(report.kind == .suite ? "" : page.slowest(slowest)) }
  parts.append(page.changes(report.slowdowns, title: "SLOWER"))
  parts.append(page.changes(report.speedups, title: "FASTER"))
  parts.append(page.drifts)
  if !onlyChanges { parts += [page.suites, page.outlooks] }
  return parts.filter { !$0.isEmpty }.joined(separator: "\n")
}

private struct TimingsTables {
  /// More changes than these are in the other formats.
  static let mostChanges = 20

  let report: TimingsReport

  private var showsSuites: Bool { report.suites.count > 1 }

  private var showsRepos: Bool { Set(report.suites.map(\.repo)).count > 1 }

  func slowest(_ count: Int) -> String {
    guard !report.items.isEmpty else { return "" }
    var columns: [(title: String, alignment: TerminalTable.Alignment)] = [
      (report.nouns.one.uppercased(), .left), ("EXPECTED", .right), ("DEVIATION", .right),
      ("P50", .right), ("P95", .right), ("RUNS", .right), ("SHARE", .right),
    ]
    if showsSuites { columns += [("SUITE", .left), ("ALL SUITES", .right)] }
    if showsRepos { columns.append(("REPO", .left)) }
    var table = TerminalTable(columns)
    for item in report.items.prefix(count) {
      let time = item.slowest
      var cells = [
        item.name.displayName, span(time.expected), span(time.deviation), span(time.median),
        span(time.p95), grouped(time.runs), humanPercentage(item.share),
      ]
      if showsSuites { cells += [report.suiteName(time.suite), span(item.expected)] }
      if showsRepos { cells.append(item.repo) }
      table.add(cells)
    }
    let more = report.items.count - count
    return table.text
      + (more > 0
        ? "and \(grouped(more)) more \(more == 1 ? report.nouns.one : report.nouns.many)\n" : "")
  }

  func changes(_ changes: [ChangeReport], title: String) -> String {
    guard !changes.isEmpty else { return "" }
    var table = changeTable(title)
    for change in changes.prefix(TimingsTables.mostChanges) {
      table.add(
        cells(change, name: change.name?.displayName ?? "", suites: change.suiteNames(report))
      )
    }
    let more = changes.count - TimingsTables.mostChanges
    return table.text + (more > 0 ? "and \(grouped(more)) more\n" : "")
  }

  /// When whole suites became slower or faster.
  var drifts: String {
    let changed = report.suites.indices.filter { report.suites[$0].lastDrift != nil }
    guard !changed.isEmpty else { return "" }
    var table = changeTable("ALL TESTS OF")
    for position in changed {
      guard let drift = report.suites[position].lastDrift else { continue }
      table.add(cells(drift, name: report.suiteName(position), suites: ""))
    }
    return table.text
  }

  private func changeTable(_ title: String) -> TerminalTable {
    TerminalTable([
      (title, .left), ("BEFORE", .right), ("AFTER", .right), ("FACTOR", .right),
      ("COST A DAY", .right), ("CHANGED", .left), ("SUITE", .left),
    ])
  }

  private func cells(_ change: ChangeReport, name: String, suites: String) -> [String] {
    [
      name, span(change.change.before), span(change.change.after),
      factorText(change.change.factor), span(change.costPerDay),
      change.rangeText { $0 } + (change.casesText.map { ", \($0)" } ?? ""), suites,
    ]
  }

  var suites: String {
    guard !report.suites.isEmpty else { return "" }
    var table = TerminalTable([
      ("SUITE", .left), ("RUNS", .right), ("A DAY", .right), ("TESTS P50", .right),
      ("P95", .right), ("JOB P50", .right), ("NODES", .right), ("IMBALANCE", .right),
      ("BY TIMINGS", .right),
    ])
    for position in report.suites.indices {
      table.add([report.suiteName(position)] + report.suites[position].cells)
    }
    return table.text
  }

  var outlooks: String {
    report.suites.indices.map { position in
      let suite = report.suites[position]
      let words = [suite.curveText { $0 }, suite.coverageText].compactMap { $0 }
      return "  \(terminalText(report.suiteName(position)))\n"
        + wrapped(words.joined(separator: " "), indent: 4)
    }
    .joined()
  }
}

extension ChangeReport {
  /// The suites in which it changed.
  func suiteNames(_ report: TimingsReport) -> String {
    ([suite] + alsoIn).sorted().map(report.suiteName).joined(separator: ", ")
  }
}
