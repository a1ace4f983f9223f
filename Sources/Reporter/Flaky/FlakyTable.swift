public import StatisticsCore
import TestModel

/// The flaky tests as a table for terminals, under a sentence that says how things stand.
///
/// - Parameters:
///   - listed: the tests that are shown.
///   - showsVerdict: whether tests of any verdict are among them.
public func flakyTable(
  _ assessment: FlakinessAssessment,
  tests listed: [TestAssessment],
  showsVerdict: Bool
) -> String {
  var sections = [headline(assessment) + "\n"]
  if !listed.isEmpty {
    sections.append(testTable(listed, showsVerdict: showsVerdict))
    sections.append(reasons(listed))
  }
  sections += [
    incidentTable(assessment.incidents),
    standing(assessment),
    ambiguitySentence(assessment).map { wrapped($0) } ?? "",
  ]
  return sections.filter { !$0.isEmpty }.joined(separator: "\n")
}

private func testTable(_ listed: [TestAssessment], showsVerdict: Bool) -> String {
  let showsOwners = listed.contains { !$0.owners.isEmpty }
  var columns: [(title: String, alignment: TerminalTable.Alignment)] = [
    ("TEST", .left), ("RATE (90 % INTERVAL)", .right), ("FLAKES", .right),
    ("PROBABILITY", .right), ("LOST", .right), ("LAST FLAKE", .left),
  ]
  if showsVerdict { columns.insert(("VERDICT", .left), at: 1) }
  let showsRepos = areOfSeveralRepos(listed)
  if showsRepos { columns.insert(("REPO", .left), at: 1) }
  if showsOwners { columns.append(("OWNER", .left)) }
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
    if showsRepos { cells.insert(test.test.repo, at: 1) }
    if showsOwners { cells.append(test.owners.joined(separator: ", ")) }
    table.add(cells)
  }
  return table.text
}

/// Whether tests need their repository beside their names to be told apart.
func areOfSeveralRepos(_ tests: [TestAssessment]) -> Bool {
  tests.contains { $0.test.repo != tests.first?.test.repo }
}

/// Why the first tests are what they are: a terminal has no room for the reasons of hundreds.
private func reasons(_ listed: [TestAssessment]) -> String {
  let most = 5
  let told = listed.prefix(most).map { test -> String in
    let causes = test.causes.filter { $0.kind != .unknown }.prefix(1).map { cause in
      wrapped("Perhaps \(words(cause.kind)): \(cause.detail).", indent: 4)
    }
    return "  \(terminalText(test.test.testID.displayName))\n"
      + wrapped(VerdictExplanation(test).summary, indent: 4) + causes.joined()
  }
  let more =
    listed.count > most
    ? "  `evenkeel flaky --explain TEST` says why of each of the "
      + "\(plural(listed.count - most, "other")).\n" : ""
  return "WHY\n" + told.joined() + more
}

private func incidentTable(_ incidents: [Incident]) -> String {
  guard !incidents.isEmpty else { return "" }
  let most = 10
  var table = TerminalTable([
    ("INCIDENT", .left), ("KIND", .left), ("TESTS", .right), ("JOB RUNS", .right),
    ("FAILURES", .right), ("COST", .right), ("WHAT WAS HIT", .left),
  ])
  for incident in incidents.suffix(most) {
    table.add([
      minuteText(incident.from), incident.kindWord, grouped(incident.testRowIDs.count),
      grouped(incident.jobRunIDs.count), grouped(incident.failures),
      humanDuration(incident.lostTime),
      MarkdownText.oneLine(phrase(for: incident.scope, quote: { $0 }), longest: 80),
    ])
  }
  let earlier = incidents.count - most
  return table.text + (earlier > 0 ? "and \(plural(earlier, "earlier incident"))\n" : "")
}

/// The rate against its target, and what the history could have seen.
private func standing(_ assessment: FlakinessAssessment) -> String {
  guard assessment.jobRuns > 0 else { return "" }
  return [targetSentence(assessment.rates), powerSentence(assessment.power)].compactMap { $0 }
    .map { wrapped($0) }.joined()
}
