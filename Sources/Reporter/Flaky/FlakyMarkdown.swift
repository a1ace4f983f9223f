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
  if !listed.isEmpty { sections += [offenders(listed), reasons(listed)] }
  sections += [
    explained(
      assessment.tests.filter { [.broken, .regressed, .environment].contains($0.verdict) },
      title: "Not flaky: failing every time",
      showsVerdict: true
    ),
    explained(assessment.tests(.recovered), title: "Recovered"),
    explained(assessment.tests(.undecided), title: "Undecided"),
    incidents(assessment),
    ratesMarkdown(assessment),
    ambiguitySentence(assessment).map { $0 + "\n" } ?? "",
    definitions(),
    footer(assessment),
  ]
  return sections.filter { !$0.isEmpty }.joined(separator: "\n")
}

private func offenders(_ tests: [TestAssessment]) -> String {
  let showsRepos = areOfSeveralRepos(tests)
  let repoColumn: [(title: String, alignment: MarkdownTable.Alignment)] =
    showsRepos ? [("Repository", .left)] : []
  var table = MarkdownTable(
    [("Test", .left)] + repoColumn + [
      ("Flake rate (90 % interval)", .right), ("Flakes", .right),
      ("Probability", .right), ("CI time lost", .right), ("Since", .left), ("Last flake", .left),
      ("Owner", .left),
    ]
  )
  for test in tests {
    let commit = shortCommit(test.sinceCommit).map(MarkdownText.code)
    let since = [test.firstFlake?.isoDate, commit].compactMap { $0 }
    let repo = showsRepos ? [MarkdownText.code(test.test.repo)] : []
    table.add(
      [MarkdownText.code(test.test.testID.displayName)] + repo + [
        phrase(for: test.rate),
        "\(grouped(test.flakes)) of \(grouped(test.executions))",
        humanPercentage(test.probability),
        humanDuration(test.lostTime),
        since.joined(separator: ", "),
        test.lastFlake?.isoDate ?? "",
        MarkdownText.prose(test.owners.joined(separator: ", ")),
      ]
    )
  }
  return table.text
}

/// Why the tests are flaky, and what may make them so.
private func reasons(_ tests: [TestAssessment]) -> String {
  let most = 50
  let lines = tests.prefix(most).map { test in
    line(test) + test.causes.map { "  - \(causeLine($0))\n" }.joined()
  }
  let more = tests.count > most ? "- and \(grouped(tests.count - most)) more\n" : ""
  return "## Why\n\n" + lines.joined() + more
}

private func causeLine(_ cause: FlakeCause) -> String {
  let start = cause.kind == .unknown ? "Cause unknown" : "Perhaps \(words(cause.kind))"
  return "\(start): \(MarkdownText.prose(cause.detail, longest: 400))"
}

private func line(_ test: TestAssessment, showsVerdict: Bool = false) -> String {
  let verdict = showsVerdict ? " (\(test.verdict.rawValue))" : ""
  let owners = test.owners.joined(separator: ", ")
  return "- \(MarkdownText.code(test.test.testID.displayName))\(verdict): "
    + VerdictExplanation(test, quote: MarkdownText.code).summary
    + (owners.isEmpty ? "" : " Owner: \(MarkdownText.prose(owners)).") + "\n"
}

private func explained(
  _ tests: [TestAssessment],
  title: String,
  showsVerdict: Bool = false
) -> String {
  let tests = tests.filter { $0.failures > 0 }
  guard !tests.isEmpty else { return "" }
  let most = 50
  let lines = tests.prefix(most).map { line($0, showsVerdict: showsVerdict) }
  let more = tests.count > most ? "- and \(grouped(tests.count - most)) more\n" : ""
  return "## \(title)\n\n" + lines.joined() + more
}

private func incidents(_ assessment: FlakinessAssessment) -> String {
  guard !assessment.incidents.isEmpty else { return "" }
  var table = MarkdownTable([
    ("When (UTC)", .left), ("Kind (probability of an outage)", .left), ("What was hit", .left),
    ("Branches", .left), ("Tests", .right), ("Job runs", .right), ("Failures", .right),
    ("Time of the job runs", .right), ("Most failures said", .left),
  ])
  for incident in assessment.incidents.suffix(50) {
    table.add([
      "\(minuteText(incident.from)) to \(minuteText(incident.to))",
      "\(incident.kindWord) (\(humanPercentage(incident.outageProbability)))",
      phrase(for: incident.scope, quote: MarkdownText.code),
      MarkdownText.prose(boundedList(incident.branches, most: 3)),
      grouped(incident.testRowIDs.count), grouped(incident.jobRunIDs.count),
      grouped(incident.failures), humanDuration(incident.lostTime),
      incident.signature.map(MarkdownText.code) ?? "",
    ])
  }
  let earlier = assessment.incidents.count - 50
  return "## Incidents\n\nFailures that came together. Those of outages count for no test.\n\n"
    + table.text + (earlier > 0 ? "\nand \(plural(earlier, "earlier incident"))\n" : "")
}

private func definitions() -> String {
  let lines = Verdict.inOrder.map { "- **\($0.rawValue)**: \($0.definition)\n" }
  return "## What the verdicts mean\n\nThe first that fits is the verdict.\n\n" + lines.joined()
}

private func footer(_ assessment: FlakinessAssessment) -> String {
  "Window: \(assessment.from.iso8601) to \(assessment.asOf.iso8601), "
    + "\(plural(assessment.jobRuns, "job run")), \(grouped(assessment.excluded.count)) set aside. "
    + "A flake is a first attempt that failed on code that works; the rate is flakes in first "
    + "attempts; the probability is that of the test being flaky at the end of the window.\n"
}
