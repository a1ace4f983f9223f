import StatisticsCore
import TestModel

extension TimingsPage {
  /// How evenly the last runs were split, and how evenly they could have been.
  var balance: Section? {
    guard !report.suites.isEmpty else { return nil }
    let split = report.suites.indices.filter { !report.suites[$0].splitRuns.isEmpty }
    return Section(
      id: "balance",
      title: "Suites and their balance",
      summary: split.isEmpty ? "none is split" : "\(plural(split.count, "suite")) split",
      body: ([suites] + split.map(runs)).joined(separator: "\n")
    )
  }

  private var suites: HTMLText {
    HTMLTable(
      caption: "What a run of each suite takes, and the middle imbalance of its last runs",
      columns: [
        .init(title: "Suite"), .init(title: "Runs", isNumber: true),
        .init(title: "Runs a day", isNumber: true),
        .init(title: "Tests, half within", isNumber: true),
        .init(title: "95 % within", isNumber: true),
        .init(title: "Longest job, half within", isNumber: true),
        .init(title: "Nodes", isNumber: true), .init(title: "Imbalance", isNumber: true),
        .init(title: "Split by timings", isNumber: true),
      ],
      rows: report.suites.indices.map { position in
        let suite = report.suites[position]
        return [
          "\(report.suiteName(position))", "\(grouped(suite.runs))",
          "\(String(suite.runsPerDay.rounded(places: 1)))", time(suite.median), time(suite.p95),
          time(suite.jobMedian), "\(grouped(suite.nodes))", share(suite.imbalance),
          share(suite.replannedImbalance),
        ]
      }
    )
    .html
  }

  private func runs(ofSuite position: Int) -> HTMLText {
    let runs = report.suites[position].splitRuns
    let table = HTMLTable(
      caption:
        "The last \(plural(runs.count, "run")) of \(report.suiteName(position)), by test time",
      columns: [
        .init(title: "Run"), .init(title: "Commit"), .init(title: "Nodes", isNumber: true),
        .init(title: "Longest", isNumber: true), .init(title: "Predicted", isNumber: true),
        .init(title: "Mean", isNumber: true), .init(title: "Imbalance", isNumber: true),
        .init(title: "Lost", isNumber: true), .init(title: "Split by timings", isNumber: true),
        .init(title: "Node times"),
      ],
      rows: runs.map { run in
        [
          self.run(run.run), commit(run.run.commit), "\(grouped(run.nodes.count))",
          time(run.longest), time(run.predicted), time(run.mean), share(run.imbalance),
          time(run.lost), time(run.replanned),
          "\(run.nodes.map { span($0.tests) }.joined(separator: ", "))",
        ]
      }
    )
    return "<h3>\(report.suiteName(position))</h3>\n\(table.html)"
  }

  /// Whether more nodes would help, suite by suite.
  var curves: Section? {
    let known = report.suites.indices.filter { report.suites[$0].curve != nil }
    guard !known.isEmpty else { return nil }
    return Section(
      id: "nodes",
      title: "Would more nodes help?",
      summary: "",
      body: known.map(curve).joined(separator: "\n")
    )
  }

  private func curve(ofSuite position: Int) -> HTMLText {
    let suite = report.suites[position]
    guard let curve = suite.curve else { return "" }
    let words = suite.curveText { $0 } ?? ""
    let table = HTMLTable(
      caption:
        "What each number of nodes takes in a perfect split of \(report.suiteName(position))",
      columns: [
        .init(title: "Nodes", isNumber: true), .init(title: "Longest node", isNumber: true),
        .init(title: "All nodes together", isNumber: true), .init(title: "Busy", isNumber: true),
      ],
      rows: curve.points.map { point in
        [
          point.nodes == suite.nodes ? "\(grouped(point.nodes)) (now)" : "\(grouped(point.nodes))",
          time(point.makespan), time(point.cost),
          HTMLTable.number(point.efficiency, "\(humanPercentage(point.efficiency))"),
        ]
      },
      isLandmark: false
    )
    return """
      <h3>\(report.suiteName(position))</h3>
      <p>\(words, longest: 1000)</p>
      \(nodeCurveChart(curve, nodes: suite.nodes))
      <details><summary>The numbers of this curve</summary>
      \(table.html)
      </details>
      """
  }

  /// How much is known of what files take.
  var coverage: Section? {
    guard !report.suites.isEmpty else { return nil }
    let table = HTMLTable(
      caption: """
        Files that ran lately, those with \(TimingCoverage.fewestRuns) runs or more in the window, \
        and how far off expectations were in the last runs
        """,
      columns: [
        .init(title: "Suite"), .init(title: "Files", isNumber: true),
        .init(title: "Known well", isNumber: true), .init(title: "Of the time", isNumber: true),
        .init(title: "Without a file", isNumber: true), .init(title: "Off by", isNumber: true),
        .init(title: "Runs for changes", isNumber: true),
      ],
      rows: report.suites.indices.map { position in
        let suite = report.suites[position]
        let coverage = suite.coverage
        let known = Double(coverage.known.time) / Double(max(1, coverage.all.time))
        return [
          "\(report.suiteName(position))", "\(grouped(coverage.all.files))",
          "\(grouped(coverage.known.files))",
          HTMLTable.number(known, "\(humanPercentage(known))"),
          "\(grouped(coverage.withoutFile.files))", share(coverage.error),
          "\(grouped(suite.usedRuns)) of \(grouped(suite.runs))",
        ]
      }
    )
    return Section(id: "coverage", title: "Coverage", summary: "", body: table.html)
  }
}
