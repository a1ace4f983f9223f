/// The published rules beside the assessment, a table a preset, as Markdown.
func ruleTables(_ scores: [PresetScore]) -> String {
  scores.map { "**\($0.name)**\n\n" + ruleTable($0) }.joined(separator: "\n")
}

/// What each published rule is, as a Markdown list.
func ruleList() -> String {
  PublishedRule.all.map { rule in
    let hindsight = rule.isChosenInHindsight ? "; threshold of the best F1, in hindsight" : ""
    return "- \(rule.name): \(rule.summary)\(hindsight)\n"
  }.joined()
}

private func ruleTable(_ score: PresetScore) -> String {
  let classes = RateClass.allCases.filter { score.assessment.list.recallByRate[$0] != nil }
  var table = MarkdownTable(
    ["rule", "precision", "recall ≥ 2", "recall ≥ 1"] + classes.map(\.rawValue)
      + ["F1", "excused", "Brier"]
  )
  func add(_ name: String, _ list: ListScore, _ brier: Double?) {
    table.add(
      [
        name, Figures.share(list.precision), Figures.share(list.recall),
        Figures.share(list.recallOfOnce),
      ] + classes.map { Figures.share(list.recallByRate[$0] ?? Share()) }
        + [Figures.decimal(list.f1), String(list.excused), Figures.decimal(brier)]
    )
  }
  let assessment = score.assessment
  add("Evenkeel", assessment.list, assessment.calibration.brier)
  for rule in score.rules { add(rule.rule.name, rule.list, rule.calibration?.brier) }
  return table.text
}
