import StatisticsCore
import TestModel

extension FlakyReportPage {
  /// The tests that fail every time: no flakes, and more urgent.
  var failing: String {
    let tests = assessment.tests.filter {
      [.broken, .regressed, .environment].contains($0.verdict)
    }
    guard !tests.isEmpty else { return "" }
    let rows = tests.map { test in
      [
        name(test), "<span class=\"state\">\(test.verdict.rawValue)</span>",
        HTMLText.escape(shortCommit(test.sinceCommit) ?? ""),
        "\(grouped(test.failures)) of \(grouped(test.executions))",
        HTMLText.escape(test.signature ?? ""),
      ]
    }
    return "<h2>Not flaky: failing every time</h2>\n"
      + table(
        caption: "\(plural(tests.count, "test")) that fail whenever they run",
        columns: [
          ("Test", false), ("What", false), ("Since commit", false), ("Failures", true),
          ("Last failure", false),
        ],
        rows: rows
      )
  }

  /// The tests that were flaky and stopped.
  var recovered: String {
    list(.recovered, title: "Recovered", caption: "were flaky, and passed every run since")
  }

  /// The tests of which the evidence says too little.
  var undecided: String {
    list(.undecided, title: "Undecided", caption: "failed, and the evidence decides nothing yet")
  }

  private func list(_ verdict: Verdict, title: String, caption: String) -> String {
    let tests = assessment.tests(verdict).filter { $0.failures > 0 }
    guard !tests.isEmpty else { return "" }
    let rows = tests.prefix(200).map { test in
      [
        name(test), "\(grouped(test.failures)) of \(grouped(test.executions))",
        grouped(test.flakes), humanPercentage(test.probability), test.lastFlake?.isoDate ?? "never",
      ]
    }
    let more = tests.count > 200 ? "<p>and \(grouped(tests.count - 200)) more</p>" : ""
    return "<h2>\(title)</h2>\n"
      + table(
        caption: "\(plural(tests.count, "test")) that \(caption)",
        columns: [
          ("Test", false), ("Failures", true), ("Flakes", true), ("Probability", true),
          ("Last flake", false),
        ],
        rows: rows
      ) + more
  }

  /// What failed together.
  var incidents: String {
    let outages = assessment.outages
    guard !outages.isEmpty else { return "" }
    let rows = outages.map { outage in
      [
        "\(outage.from.iso8601) to \(outage.to.iso8601)",
        phrase(for: outage.scope) { "<span class=\"name\">\(HTMLText.escape($0))</span>" },
        grouped(outage.jobRunIDs.count), grouped(outage.testRowIDs.count),
        humanDuration(outage.lostTime),
        "<span class=\"name\">\(HTMLText.escape(outage.signature ?? ""))</span>",
      ]
    }
    return "<h2>Outages</h2>\n"
      + table(
        caption: "\(plural(outages.count, "outage")); their failures count for no test",
        columns: [
          ("When", false), ("What was hit", false), ("Job runs", true), ("Tests", true),
          ("Time of the runs", true), ("Most failures said", false),
        ],
        rows: rows
      )
  }
}
