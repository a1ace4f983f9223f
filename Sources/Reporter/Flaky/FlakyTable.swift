public import StatisticsCore
import TestModel

/// The flaky tests as a table for terminals, under a sentence that says how things stand.
public func flakyTable(
  _ assessment: FlakinessAssessment,
  tests listed: [TestAssessment],
  showsVerdict: Bool
) -> String {
  let note = ambiguitySentence(assessment).map { "\n\($0)\n" } ?? ""
  guard !listed.isEmpty else { return headline(assessment) + "\n" + note }
  var columns: [(title: String, alignment: TerminalTable.Alignment)] = [
    ("TEST", .left), ("RATE (90 % INTERVAL)", .right), ("FLAKES", .right),
    ("PROBABILITY", .right), ("LOST", .right), ("LAST FLAKE", .left),
  ]
  if showsVerdict { columns.insert(("VERDICT", .left), at: 1) }
  var table = TerminalTable(columns)
  for test in listed {
    var cells = [
      test.test.testID.displayName,
      phrase(for: test.rate),
      "\(grouped(test.flakes)) of \(grouped(test.executions))",
      humanPercentage(test.probability),
      humanDuration(test.lostTime),
      test.lastFlake?.isoDate ?? "never",
    ]
    if showsVerdict { cells.insert(test.verdict.rawValue, at: 1) }
    table.add(cells)
  }
  return headline(assessment) + "\n\n" + table.text + note
}

/// The tests as comma-separated values; times in seconds, rates and probabilities from 0 to 1.
public func flakyCSV(tests listed: [TestAssessment]) -> String {
  let head = [
    "id", "repo", "suite", "classname", "name", "file", "verdict", "probability", "flake_rate",
    "flake_rate_low", "flake_rate_high", "executions", "failures", "flakes", "first_flake",
    "last_flake", "since_commit", "lost_seconds",
  ]
  let lines = listed.map { test -> String in
    let id = test.test.testID
    return CSVText.line([
      test.test.stableID, test.test.repo, id.suite, id.classname, id.name, id.file,
      test.verdict.rawValue,
      "\(test.probability.rounded(places: 4))",
      "\(test.rate.estimate.rounded(places: 5))",
      "\(test.rate.low.rounded(places: 5))",
      "\(test.rate.high.rounded(places: 5))",
      "\(test.executions)", "\(test.failures)", "\(test.flakes)",
      test.firstFlake?.iso8601 ?? "", test.lastFlake?.iso8601 ?? "", test.sinceCommit ?? "",
      "\(test.lostTime.seconds.rounded(places: 3))",
    ])
  }
  return CSVText.line(head) + lines.joined()
}
