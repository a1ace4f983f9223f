import StatisticsCore
import TestModel

/// How often flakes got in the way, what they cost, and what could have been seen, as Markdown.
func ratesMarkdown(_ assessment: FlakinessAssessment) -> String {
  guard let standing = targetSentence(assessment.rates) else { return "" }
  let parts = [
    "## Rates and cost\n\n\(standing)\n", figures(assessment.rates), weeks(assessment.rates),
    places(assessment.rates), owners(assessment.rates), costSentence(assessment.rates),
    powerSentence(assessment.power).map { $0 + "\n" } ?? "",
  ]
  return parts.filter { !$0.isEmpty }.joined(separator: "\n")
}

private func figures(_ rates: FlakinessRates) -> String {
  var table = MarkdownTable([("", .left), ("Share (95 % interval)", .right)])
  for row in rates.shares { table.add([row.figure.title, intervalPhrase(for: row.share)]) }
  return table.text
}

private func weeks(_ rates: FlakinessRates) -> String {
  var table = MarkdownTable([
    ("Week", .left), ("Flaky-failed job runs", .right), ("Pipelines held up", .right),
    ("CI time lost", .right),
  ])
  for week in rates.weeks {
    table.add([
      week.key.name, intervalPhrase(for: week.figures.flakyFailedRuns),
      phrase(for: week.figures.blockedPipelines), humanDuration(week.figures.cost.total),
    ])
  }
  return rates.weeks.isEmpty ? "" : table.text
}

private func places(_ rates: FlakinessRates) -> String {
  groups(rates.places, title: "Place", nameless: "no place")
}

private func owners(_ rates: FlakinessRates) -> String {
  guard rates.owners.contains(where: { !$0.name.isEmpty }) else { return "" }
  return groups(rates.owners, title: "Owner", nameless: "nobody")
}

private func groups(_ groups: [TestGroup], title: String, nameless: String) -> String {
  let groups = costliest(groups, most: 10)
  guard !groups.isEmpty else { return "" }
  var table = MarkdownTable([
    (title, .left), ("Flaky tests", .right), ("Flakes", .right), ("CI time lost", .right),
  ])
  for group in groups {
    table.add([
      group.name.isEmpty ? nameless : MarkdownText.prose(group.name),
      phrase(for: group.flakyTests), phrase(for: group.flakes), humanDuration(group.cost.total),
    ])
  }
  return table.text
}

private func costSentence(_ rates: FlakinessRates) -> String {
  "CI time lost: \(humanDuration(rates.total.cost.total)). \(RateFigure.cost.definition)\n"
}
