public import StatisticsCore
import TestModel

/// The timings as comma-separated values, one table; times in seconds, shares from 0 to 1.
///
/// A line for each file, class or test in each suite; where suites are listed, a line for each of
/// them; of what became slower or faster, a line for each change.
///
/// - Parameters:
///   - slowest: how many files, classes or tests are listed.
///   - onlyChanges: whether what became slower or faster is listed.
public func timingsCSV(_ report: TimingsReport, slowest: Int, onlyChanges: Bool) -> String {
  let rows =
    onlyChanges
    ? changeRows(report) : report.kind == .suite ? suiteRows(report) : itemRows(report, slowest)
  return rows.map(CSVText.line).joined()
}

private func itemRows(_ report: TimingsReport, _ slowest: Int) -> [[String]] {
  let head = [
    "repo", "file", "classname", "name", "job", "variant", "expected_seconds",
    "deviation_seconds", "median_seconds", "p95_seconds", "runs", "all_suites_seconds", "share",
  ]
  let rows = report.items.prefix(slowest).flatMap { item in
    item.suites.map { time -> [String] in
      let times = [time.expected, time.deviation, time.median, time.p95].map(text)
      let counts = ["\(time.runs)", text(item.expected), "\(item.share.rounded(places: 5))"]
      return identity(item.repo, item.name) + suite(time.suite, report) + times + counts
    }
  }
  return [head] + rows
}

private func suiteRows(_ report: TimingsReport) -> [[String]] {
  let head = [
    "repo", "job", "variant", "runs", "runs_per_day", "expected_seconds", "median_seconds",
    "p95_seconds", "job_median_seconds", "job_p95_seconds", "nodes", "imbalance",
    "replanned_imbalance", "files", "known_files",
  ]
  let rows = report.suites.map { suite -> [String] in
    let shares = [suite.imbalance, suite.replannedImbalance].map { share in
      share.map { "\($0.rounded(places: 5))" } ?? ""
    }
    let jobs = [suite.jobMedian, suite.jobP95].map { $0.map(text) ?? "" }
    let files = [suite.coverage.all.files, suite.coverage.known.files].map { "\($0)" }
    let rhythm = ["\(suite.runs)", "\(suite.runsPerDay.rounded(places: 3))"]
    let times = [suite.expected, suite.median, suite.p95].map(text)
    return [suite.repo, suite.job, suite.variant] + rhythm + times + jobs + ["\(suite.nodes)"]
      + shares + files
  }
  return [head] + rows
}

private func changeRows(_ report: TimingsReport) -> [[String]] {
  let head = [
    "repo", "file", "classname", "name", "job", "variant", "direction", "before_seconds",
    "after_seconds", "factor", "all_suites_cost_seconds_per_day", "gradual", "last_commit_before",
    "commit_up_to", "last_run_before", "run_up_to", "first_run", "adjusted_p_value",
  ]
  let rows = (report.slowdowns + report.speedups).flatMap { report.row(of: $0) }
  return [head] + rows
}

extension TimingsReport {
  /// A line for each suite in which an item changed.
  fileprivate func row(of report: ChangeReport) -> [[String]] {
    let change = report.change
    let figures = [
      change.isSlower ? "slower" : "faster", text(change.before), text(change.after),
      "\(change.factor.rounded(places: 3))", text(report.costPerDay), "\(change.isGradual)",
    ]
    let places = [
      report.lastBefore.commit ?? "", report.upTo.commit ?? "",
      report.lastBefore.startedAt.iso8601, report.upTo.startedAt.iso8601,
      report.first.startedAt.iso8601, "\(change.adjustedPValue.roundedToThreeDigits)",
    ]
    return ([report.suite] + report.alsoIn).map { position in
      identity(suites[position].repo, report.name ?? TimedUnit(file: "", classname: ""))
        + suite(position, self) + figures + places
    }
  }
}

/// Microseconds in seconds.
private func text(_ microseconds: Int64) -> String { "\(seconds(microseconds))" }

private func identity(_ repo: String, _ name: TimedUnit) -> [String] {
  [repo, name.file, name.classname, name.name]
}

private func suite(_ position: Int, _ report: TimingsReport) -> [String] {
  [report.suites[position].job, report.suites[position].variant]
}
