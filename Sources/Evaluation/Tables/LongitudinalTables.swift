import TestModel

/// The scores of histories as they go on, as Markdown.
func longitudinalTables(_ scores: [LongitudinalScore]) -> String {
  [detectionTable(scores), dailyTable(scores), regressionTable(scores)].joined(separator: "\n")
}

private func detectionTable(_ scores: [LongitudinalScore]) -> String {
  let counts = Array(1...DetectionScore.mostFailures)
  var table = MarkdownTable(
    ["history", "mean failures"] + counts.map(String.init) + ["later", "open at the end"]
  )
  for score in scores {
    let detection = score.detection
    table.add(
      [score.name, Figures.decimal(detection.mean)]
        + counts.map { String(detection.detected[$0] ?? 0) }
        + [String(detection.late), String(detection.open)]
    )
  }
  return table.text
}

private func dailyTable(_ scores: [LongitudinalScore]) -> String {
  var table = MarkdownTable([
    "history", "came or went a day", "ever listed", "more than twice", "precision by day",
    "on an outage only", "regressed, rightly",
  ])
  for score in scores {
    let daily = score.daily
    table.add([
      score.name, Figures.share(daily.churn), String(daily.listed), String(daily.flapping),
      Figures.share(daily.precision), String(daily.onOutageOnly),
      Figures.share(daily.regressedPrecision),
    ])
  }
  return table.text
}

private func regressionTable(_ scores: [LongitudinalScore]) -> String {
  var table = MarkdownTable([
    "history", "called regressed", "otherwise", "range holds the commit", "commits in the range",
  ])
  for score in scores {
    table.add([
      score.name, Figures.share(score.regressions.regressed),
      verdicts(score.regressions.otherwise),
      Figures.share(score.regressions.ranges), Figures.decimal(score.regressions.meanCommits),
    ])
  }
  return table.text
}

private func verdicts(_ counts: [Verdict?: Int]) -> String {
  let told =
    Verdict.allCases.map { ($0.rawValue, counts[$0] ?? 0) } + [("nothing", counts[nil] ?? 0)]
  return told.filter { $0.1 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
}
