import TestModel

/// The scores of the assessments by preset, as Markdown.
public func assessmentTables(_ presets: [PresetScore]) -> String {
  let scores = presets.map { (name: $0.name, score: $0.assessment) }
  return
    [
      listTable(scores), rateTable(scores), verdictTables(scores), reliabilityTable(scores),
    ].joined(separator: "\n")
}

private func listTable(_ scores: [(name: String, score: AssessmentScore)]) -> String {
  var table = MarkdownTable([
    "history", "precision", "recall ≥ 2", "recall ≥ 1", "F1", "excused", "Brier", "ECE",
    "Brier, own", "ECE, own", "false in quarantine", "worst seed", "rate interval",
    "onset of flakes", "outages found", "false outages",
    "most in a seed",
  ])
  for (name, score) in scores {
    table.add([
      name, Figures.share(score.list.precision), Figures.share(score.list.recall),
      Figures.share(score.list.recallOfOnce), Figures.decimal(score.list.f1),
      String(score.list.excused), Figures.decimal(score.calibration.brier),
      Figures.decimal(score.calibration.expectedError),
      Figures.decimal(score.calibrationOfOwn.brier),
      Figures.decimal(score.calibrationOfOwn.expectedError),
      Figures.share(score.quarantineFalse),
      Figures.share(score.worstQuarantine), Figures.share(score.rateIntervals),
      Figures.share(score.onsets[.flaky] ?? Share()),
      Figures.share(score.outages.found),
      String(score.outages.falseOnes), String(score.outages.mostFalse),
    ])
  }
  return table.text
}

private func rateTable(_ scores: [(name: String, score: AssessmentScore)]) -> String {
  let classes = RateClass.allCases
  var table = MarkdownTable(["history", "of tests with"] + classes.map(\.rawValue))
  for (name, score) in scores {
    for (title, recall) in [
      ("≥ 1 failure", score.list.recallByRate), ("≥ 2 failures", score.list.recallByRateOfTwice),
    ] {
      table.add([name, title] + classes.map { Figures.share(recall[$0] ?? Share()) })
    }
  }
  return table.text
}

private func verdictTables(_ scores: [(name: String, score: AssessmentScore)]) -> String {
  var table = MarkdownTable(["history", "truth"] + Verdict.allCases.map(\.rawValue))
  for (name, score) in scores {
    for standing in TestTruth.Standing.allCases {
      let counts = Verdict.allCases.map { verdict in
        score.answers[AssessmentScore.Answer(standing: standing, verdict: verdict)] ?? 0
      }
      guard counts.contains(where: { $0 > 0 }) else { continue }
      table.add([name, standing.rawValue] + counts.map { $0 == 0 ? "" : String($0) })
    }
  }
  return table.text
}

private func reliabilityTable(_ scores: [(name: String, score: AssessmentScore)]) -> String {
  let bins = (0..<10).map { "\($0 * 10)–\($0 * 10 + 10) %" }
  var table = MarkdownTable(["history", "of probability"] + bins)
  for (name, score) in scores {
    let bins = score.calibration.bins
    table.add([name, "tests"] + bins.map { $0.count == 0 ? "" : String($0.count) })
    table.add(
      [name, "mean"] + bins.map { $0.count == 0 ? "" : Figures.decimal($0.sum / Double($0.count)) }
    )
    table.add(
      [name, "flaky"]
        + bins.map { $0.count == 0 ? "" : Figures.decimal(Double($0.hits) / Double($0.count)) }
    )
  }
  return table.text
}
