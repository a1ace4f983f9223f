public import StatisticsCore
import TestModel

/// The flaky report as Markdown.
///
/// - Parameters:
///   - assessment: what the history says.
///   - listed: the flaky tests that are shown.
public func flakyReportMarkdown(
  _ assessment: FlakinessAssessment,
  tests listed: [TestAssessment]
) -> String {
  var sections = ["# Flaky tests\n\n\(headline(assessment))\n"]
  if !listed.isEmpty { sections.append(offenders(listed)) }
  sections += [
    failing(assessment),
    simple(assessment, .recovered, title: "Recovered", sentence: "They were flaky, and stopped."),
    simple(
      assessment,
      .undecided,
      title: "Undecided",
      sentence: "They failed, and the evidence decides nothing yet."
    ),
    outages(assessment),
    ambiguitySentence(assessment).map { $0 + "\n" } ?? "",
    footer(assessment),
  ]
  return sections.filter { !$0.isEmpty }.joined(separator: "\n")
}

private func offenders(_ tests: [TestAssessment]) -> String {
  var table = MarkdownTable([
    ("Test", .left), ("Flake rate (90 % interval)", .right), ("Flakes", .right),
    ("Probability", .right), ("CI time lost", .right), ("Since", .left), ("Last flake", .left),
  ])
  for test in tests {
    let since = [test.firstFlake?.isoDate, shortCommit(test.sinceCommit)].compactMap { $0 }
    table.add([
      MarkdownText.code(test.test.testID.displayName),
      phrase(for: test.rate),
      "\(grouped(test.flakes)) of \(grouped(test.executions))",
      humanPercentage(test.probability),
      humanDuration(test.lostTime),
      since.joined(separator: ", "),
      test.lastFlake?.isoDate ?? "",
    ])
  }
  return table.text
}

private func failing(_ assessment: FlakinessAssessment) -> String {
  let tests = assessment.tests.filter {
    [.broken, .regressed, .environment].contains($0.verdict)
  }
  guard !tests.isEmpty else { return "" }
  var table = MarkdownTable([
    ("Test", .left), ("What", .left), ("Since commit", .left), ("Failures", .right),
  ])
  for test in tests {
    table.add([
      MarkdownText.code(test.test.testID.displayName),
      test.verdict.rawValue,
      shortCommit(test.sinceCommit) ?? "",
      grouped(test.failures),
    ])
  }
  return "## Not flaky: failing every time\n\n" + table.text
}

private func simple(
  _ assessment: FlakinessAssessment,
  _ verdict: Verdict,
  title: String,
  sentence: String
) -> String {
  let tests = assessment.tests(verdict).filter { $0.failures > 0 }
  guard !tests.isEmpty else { return "" }
  let lines = tests.prefix(50).map { test in
    "- \(MarkdownText.code(test.test.testID.displayName)): "
      + explanation(of: test) + "\n"
  }
  let more = tests.count > 50 ? "- and \(grouped(tests.count - 50)) more\n" : ""
  return "## \(title)\n\n\(sentence)\n\n" + lines.joined() + more
}

/// Why nothing more is said of a test.
private func explanation(of test: TestAssessment) -> String {
  guard test.flakes > 0 else {
    return "\(plural(test.failures, "failure")), and no other run of those commits passed"
  }
  let flakes =
    "\(plural(test.flakes, "flake")) in \(plural(test.executions, "run")), the last on "
    + (test.lastFlake?.isoDate ?? "an unknown day")
  if test.isGone { return "\(flakes); not run since \(test.lastRun.isoDate)" }
  return "\(flakes); \(humanPercentage(test.probability)) likely to be flaky now"
}

private func outages(_ assessment: FlakinessAssessment) -> String {
  guard !assessment.outages.isEmpty else { return "" }
  let lines = assessment.outages.map { outage in
    "- \(outage.from.iso8601) to \(outage.to.iso8601): "
      + "\(plural(outage.testRowIDs.count, "test")) in "
      + "\(plural(outage.jobRunIDs.count, "job run")); hit were "
      + "\(phrase(for: outage.scope, quote: MarkdownText.code))"
      + (outage.signature.map { "; most said \(MarkdownText.code($0))" } ?? "") + "\n"
  }
  return "## Outages\n\nFailures that came together, and count for no test.\n\n" + lines.joined()
}

private func footer(_ assessment: FlakinessAssessment) -> String {
  "Window: \(assessment.from.iso8601) to \(assessment.asOf.iso8601), "
    + "\(plural(assessment.jobRuns, "job run")), \(grouped(assessment.excluded.count)) set aside. "
    + "A flake is a first attempt that failed on a commit that also passed; the rate is flakes in "
    + "first attempts; the probability is that of the test being flaky at the end of the window.\n"
}
