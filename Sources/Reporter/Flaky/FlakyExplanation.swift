public import StatisticsCore
import TestModel

/// Why one test has its verdict, for terminals: its events, what was discounted and why, and what
/// would change it.
public func flakyExplanation(_ test: TestAssessment) -> String {
  let id = test.test.testID
  let file = id.file.isEmpty ? "" : ", \(terminalText(id.file))"
  let head =
    "\(terminalText(id.displayName))\n\(test.verdict.rawValue) "
    + "(\(humanPercentage(test.probability)) likely to be flaky now), "
    + "id \(test.test.stableID)\(file)\n"
  let sections = [
    head, wrapped(VerdictExplanation(test).summary), facts(test), causes(test), events(test),
    wrapped("\(test.verdict.rawValue): \(test.verdict.definition)"),
  ]
  return sections.filter { !$0.isEmpty }.joined(separator: "\n")
}

private func facts(_ test: TestAssessment) -> String {
  var table = TerminalTable([("", .left), ("", .left)])
  func add(_ name: String, _ value: String?) {
    if let value, !value.isEmpty { table.add([name, value]) }
  }
  add("Began", beginning(test))
  add("Flake rate", test.flakes > 0 ? phrase(for: test.rate) + ", 90 % interval" : nil)
  add("Flaky at any time", humanPercentage(test.pastProbability))
  add("Evidence", "e-value 10^\(test.logEvidence.rounded(places: 1)) against never flaky")
  add("Clean first attempts", grouped(test.cleanStreak) + " since the last flake")
  add("Runs to decide", test.runsToDecide.map(grouped))
  add("Quarantine", test.qualifiesForQuarantine ? "qualifies" : "does not qualify")
  add("Runs in", joinedList(test.streams.map(\.name).filter { !$0.isEmpty }))
  add("Last run", minuteText(test.lastRun))
  add("Owners", test.owners.joined(separator: ", "))
  add(
    "CI time lost",
    "\(humanDuration(test.lostTime)), \(plural(test.blockedPipelines, "pipeline")) held up"
  )
  // The table has no titles.
  return table.text.split(separator: "\n").map { $0 + "\n" }.joined()
}

/// Where it began to be what it is; none for a test that probably never was flaky.
private func beginning(_ test: TestAssessment) -> String? {
  switch test.verdict {
  case .healthy,
    .undecided where test.pastProbability < 0.5:
    nil
  default:
    test.sinceRange.flatMap { phrase(for: $0, quote: { $0 }) } ?? shortCommit(test.sinceCommit)
  }
}

private func causes(_ test: TestAssessment) -> String {
  guard !test.causes.isEmpty else { return "" }
  let lines = test.causes.map { wrapped("\(sentence(for: $0))", indent: 2) }
  return "CAUSES\n" + lines.joined()
}

private func events(_ test: TestAssessment) -> String {
  let all = test.events
  guard !all.isEmpty else { return "" }
  let most = FlakyDocument.Explanation.mostEvents
  var table = TerminalTable([
    ("FAILURE (UTC)", .left), ("COUNTS AS", .left), ("WEIGHT", .right), ("WHY", .left),
    ("COMMIT", .left), ("JOB", .left), ("MESSAGE", .left),
  ])
  for event in all.suffix(most).reversed() {
    table.add([
      minuteText(event.at), event.kind == nil ? "no flake" : "flake",
      humanProbability(event.weight), event.why, shortCommit(event.commit) ?? "unknown",
      MarkdownText.oneLine(event.stream.name, longest: 40),
      MarkdownText.oneLine(event.signature ?? "", longest: 60),
    ])
  }
  let rest = all.count - most
  return table.text
    + (rest > 0 ? "and \(plural(rest, "earlier failure")); JSON has all flakes\n" : "")
}
