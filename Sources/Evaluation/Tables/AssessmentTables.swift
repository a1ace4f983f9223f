import TestModel

/// The sizes of the histories of presets, as Markdown.
func sizeTable(_ scores: [PresetScore]) -> String {
  var table = MarkdownTable([
    "history", "seeds", "job runs", "tests", "failed", "flaky at the end", "failed twice by it",
  ])
  for score in scores {
    let size = score.size
    table.add(
      [score.name]
        + [size.histories, size.jobRuns, size.tests, size.failed, size.flaky, size.wanted]
        .map(String.init)
    )
  }
  return table.text
}

/// What the lists and intervals are worth.
func listTable(_ scores: [PresetScore]) -> String {
  var table = MarkdownTable([
    "history", "precision", "recall ≥ 2", "recall ≥ 1", "F1", "excused", "rate interval",
    "onset range",
  ])
  for score in scores {
    let list = score.assessment.list
    table.add([
      score.name, Figures.share(list.precision), Figures.share(list.recall),
      Figures.share(list.recallOfOnce), Figures.decimal(list.f1), String(list.excused),
      Figures.share(score.assessment.rateIntervals),
      Figures.share(score.assessment.onsets[.flaky] ?? Share()),
    ])
  }
  return table.text
}

/// What the probabilities are worth.
func probabilityTable(_ scores: [PresetScore]) -> String {
  var table = MarkdownTable([
    "history", "Brier", "ECE", "Brier, no outages", "ECE, no outages", "false in quarantine",
    "worst seed",
  ])
  for score in scores {
    let assessment = score.assessment
    table.add([
      score.name, Figures.decimal(assessment.calibration.brier),
      Figures.decimal(assessment.calibration.expectedError),
      Figures.decimal(assessment.calibrationOfOwn.brier),
      Figures.decimal(assessment.calibrationOfOwn.expectedError),
      Figures.share(assessment.quarantineFalse), Figures.share(assessment.worstQuarantine),
    ])
  }
  return table.text
}

/// How outages were found.
func outageTable(_ scores: [PresetScore]) -> String {
  var table = MarkdownTable(["history", "outages found", "false ones", "most in a seed"])
  for score in scores {
    let outages = score.assessment.outages
    table.add([
      score.name, Figures.share(outages.found), String(outages.falseOnes),
      String(outages.mostFalse),
    ])
  }
  return table.text
}

/// Recall by how often tests fail.
func rateTable(_ scores: [PresetScore]) -> String {
  let classes = RateClass.allCases.filter { rate in
    scores.contains { $0.assessment.list.recallByRate[rate] != nil }
  }
  var table = MarkdownTable(["history", "failures"] + classes.map(\.rawValue))
  for score in scores {
    let list = score.assessment.list
    for (title, recall) in [("≥ 1", list.recallByRate), ("≥ 2", list.recallByRateOfTwice)] {
      table.add([score.name, title] + classes.map { Figures.share(recall[$0] ?? Share()) })
    }
  }
  return table.text
}

/// Which truth got which verdict.
func verdictTable(_ scores: [PresetScore]) -> String {
  var table = MarkdownTable(["history", "truth"] + Verdict.allCases.map(\.rawValue))
  for score in scores {
    for standing in TestTruth.Standing.allCases {
      let counts = Verdict.allCases.map { verdict in
        score.assessment.answers[
          AssessmentScore.Answer(standing: standing, verdict: verdict)
        ] ?? 0
      }
      guard counts.contains(where: { $0 > 0 }) else { continue }
      table.add([score.name, standing.rawValue] + counts.map { $0 == 0 ? "" : String($0) })
    }
  }
  return table.text
}

/// How often what is given a probability is so.
func reliabilityTable(_ scores: [PresetScore]) -> String {
  let names = (0..<10).map { "\($0 * 10)–\($0 * 10 + 10) %" }
  var table = MarkdownTable(["history", "of probability"] + names)
  for score in scores {
    let bins = score.assessment.calibration.bins
    func row(_ title: String, _ figure: (Calibration.Bin) -> String) {
      table.add([score.name, title] + bins.map { $0.count == 0 ? "" : figure($0) })
    }
    row("tests") { String($0.count) }
    row("mean") { Figures.decimal($0.sum / Double($0.count)) }
    row("flaky") { Figures.decimal(Double($0.hits) / Double($0.count)) }
  }
  return table.text
}

/// Whether order dependence is recognized, by preset.
func orderTable(_ presets: [PresetScore]) -> String {
  var table = MarkdownTable([
    "history", "shuffled", "recognized", "other test in three places", "in three tests",
    "precision",
  ])
  for preset in presets {
    for (shuffled, order) in [("files", preset.order), ("tests", preset.orderOfTests)] {
      table.add([
        preset.name, shuffled, Figures.share(order.recognized), Figures.share(order.inThreePlaces),
        Figures.share(order.inThreeTests), Figures.share(order.precision),
      ])
    }
  }
  return table.text
}
