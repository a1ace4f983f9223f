public import StatisticsCore
import TestModel

/// The report of timings as Markdown.
///
/// - Parameters:
///   - slowest: how many files, classes or tests are listed.
///   - onlyChanges: whether only what became slower or faster is told.
public func timingsMarkdown(_ report: TimingsReport, slowest: Int, onlyChanges: Bool) -> String {
  let page = MarkdownTimings(report: report)
  var parts = ["# Timings\n\n\(report.headline { MarkdownText.prose($0) })\n"]
  parts.append(page.changes(report.slowdowns, title: "Became slower"))
  parts.append(page.changes(report.speedups, title: "Became faster"))
  parts.append(page.drifts)
  if !onlyChanges { parts += [page.slowest(slowest), page.suites, page.splitRuns, page.outlooks] }
  parts.append(page.footer)
  return parts.filter { !$0.isEmpty }.joined(separator: "\n")
}

private struct MarkdownTimings {
  /// More changes than these are in the JSON.
  static let mostChanges = 50

  let report: TimingsReport

  private func suite(_ position: Int) -> String {
    MarkdownText.prose(report.suiteName(position))
  }

  func changes(_ changes: [ChangeReport], title: String) -> String {
    guard !changes.isEmpty else { return "" }
    var table = changeTable(report.nouns.one)
    for change in changes.prefix(MarkdownTimings.mostChanges) {
      table.add(
        cells(
          change,
          name: MarkdownText.code(change.name?.displayName ?? ""),
          suites: ([change.suite] + change.alsoIn).sorted().map(suite).joined(separator: ", ")
        )
      )
    }
    let more = changes.count - MarkdownTimings.mostChanges
    return "## \(title)\n\n" + table.text + (more > 0 ? "\nand \(grouped(more)) more\n" : "")
  }

  /// When whole suites became slower or faster.
  var drifts: String {
    var table = changeTable("suite")
    var count = 0
    for position in report.suites.indices {
      guard let drift = report.suites[position].lastDrift else { continue }
      table.add(cells(drift, name: suite(position), suites: ""))
      count += 1
    }
    return count == 0 ? "" : "## All tests of a suite\n\n" + table.text
  }

  private func changeTable(_ noun: String) -> MarkdownTable {
    MarkdownTable([
      (noun.prefix(1).uppercased() + noun.dropFirst(), .left), ("Before", .right),
      ("After", .right), ("Factor", .right), ("Cost a day", .right), ("Changed", .left),
      ("Suite", .left),
    ])
  }

  private func cells(_ change: ChangeReport, name: String, suites: String) -> [String] {
    [
      name, span(change.change.before), span(change.change.after),
      factorText(change.change.factor), span(change.costPerDay),
      change.rangeText(MarkdownText.code) + (change.casesText.map { "; \($0)" } ?? ""), suites,
    ]
  }

  func slowest(_ count: Int) -> String {
    guard !report.items.isEmpty else { return "" }
    var table = MarkdownTable([
      (report.nouns.one.prefix(1).uppercased() + report.nouns.one.dropFirst(), .left),
      ("Expected ± deviation", .right), ("Half within", .right), ("95 % within", .right),
      ("Runs", .right), ("Suite", .left), ("In all suites", .right), ("Share", .right),
    ])
    for item in report.items.prefix(count) {
      let time = item.slowest
      table.add([
        MarkdownText.code(item.name.displayName),
        "\(span(time.expected)) ± \(span(time.deviation))",
        span(time.median), span(time.p95), grouped(time.runs), suite(time.suite),
        span(item.expected), humanPercentage(item.share),
      ])
    }
    let shown = min(count, report.items.count)
    return "## Slowest\n\nThe first \(grouped(shown)) of "
      + "\(plural(report.items.count, report.nouns.one, report.nouns.many)).\n\n" + table.text
  }

  var suites: String {
    guard !report.suites.isEmpty else { return "" }
    var table = MarkdownTable([
      ("Suite", .left), ("Runs", .right), ("Runs a day", .right), ("Tests, half within", .right),
      ("95 % within", .right), ("Longest job, half within", .right), ("Nodes", .right),
      ("Imbalance", .right), ("Split by timings", .right),
    ])
    for position in report.suites.indices {
      table.add([self.suite(position)] + report.suites[position].cells)
    }
    return "## Suites and their balance\n\n" + table.text
  }

  var splitRuns: String {
    report.suites.indices.filter { !report.suites[$0].splitRuns.isEmpty }.map { position in
      var table = MarkdownTable([
        ("Run (UTC)", .left), ("Commit", .left), ("Nodes", .right), ("Longest", .right),
        ("Predicted", .right), ("Mean", .right), ("Imbalance", .right), ("Lost", .right),
        ("Split by timings", .right),
      ])
      for run in report.suites[position].splitRuns {
        table.add([
          minuteText(run.run.startedAt), shortCommit(run.run.commit).map(MarkdownText.code) ?? "",
          grouped(run.nodes.count), span(run.longest), run.predicted.map(span) ?? "",
          span(run.mean), gapText(run.imbalance), span(run.lost), run.replanned.map(span) ?? "",
        ])
      }
      return "### The last runs of \(suite(position))\n\n" + table.text
    }
    .joined(separator: "\n")
  }

  var outlooks: String {
    let lines = report.suites.indices.map { position in
      let suite = report.suites[position]
      let words = [suite.curveText(MarkdownText.code), suite.coverageText].compactMap { $0 }
      return "- **\(self.suite(position))**: \(words.joined(separator: " "))\n"
    }
    return lines.isEmpty ? "" : "## Would more nodes help?\n\n" + lines.joined()
  }

  var footer: String {
    "Window: \(report.window.lowerBound.iso8601) to \(report.window.upperBound.iso8601). "
      + timingsNotes(report) { MarkdownText.prose($0) }.joined(separator: " ")
      + "\n"
  }
}

extension RunBalance {
  /// What was expected of the node that was expected to take longest; none where nothing was.
  var predicted: Int64? {
    let known = nodes.compactMap(\.predicted)
    return known.count == nodes.count ? known.max() : nil
  }
}

/// What the numbers of the report mean, a sentence or two each.
///
/// - Parameter escaped: makes the name of a branch safe.
func timingsNotes(
  _ report: TimingsReport,
  _ escaped: (String) -> String = { $0 }
) -> [String] {
  [
    "A suite is a job on a leg of the matrix. Expected is what a split reckons with: the mean of "
      + "about ten complete runs, the latest counting most, outliers drawn in.",
    "Changes are those on \(report.branchText(escaped)), with the speed of the machines taken out: "
      + "\(plural(report.tried, "series", "series")) with 6 runs or more were tried, and of the "
      + "changes that were found 5 % are expected to be false. Told are those by a tenth and 10 ms "
      + "or more that no later change undid. The cost is the difference times the suite's runs a day.",
    "Imbalance is the longest node's test time over the mean of the nodes, less 1; lost is the "
      + "time between both. Split by timings is what the longest node would have taken, had the "
      + "files been split by what was known before the run.",
  ]
}
