import Foundation

/// The scores on real histories, as Markdown; histories that are not in the folder are named.
///
/// - Parameter folder: the folder that holds a folder of outcomes for each history.
/// - Throws: what keeps a file that is there from being read.
func realDataTables(folder: String) throws -> String {
  var text = ""
  func section(_ name: String, _ file: String, _ table: (String) throws -> String) rethrows {
    let path = "\(folder)/\(file)"
    let isThere = FileManager.default.fileExists(atPath: path)
    text += "**\(name)**\n\n" + (isThere ? try table(path) : "Not at hand.\n") + "\n"
  }
  try section("dask/distributed", "dask_distributed_to_2023-06/history.csv.gz") { path in
    daskTable(DaskScore(try outcomeRows(ofFile: path)))
  }
  try section("Tests that ran alone 4,000 times", "iso_reruns/history.csv.gz") { path in
    isolatedTable(IsolatedRerunsScore(try outcomeRows(ofFile: path)))
  }
  try section("FlakeFlagger's rates", "flakeflagger_10k/rates.csv") { path in
    measuredTable(MeasuredRatesScore(try lines(ofFile: path)))
  }
  text += "**Histories of regressions**\n\n" + (try callTable(folder))
  return text
}

private func daskTable(_ score: DaskScore) -> String {
  var table = MarkdownTable([
    "rule", "precision", "recall of ≥ 2 failures", "recall of ≥ 1", "F1", "Brier",
  ])
  func add(_ name: String, _ list: ListScore, _ calibration: Calibration?) {
    table.add([
      name, Figures.share(list.precision), Figures.share(list.recall),
      Figures.share(list.recallOfOnce), Figures.decimal(list.f1),
      Figures.decimal(calibration?.brier),
    ])
  }
  add("Evenkeel", score.list, score.calibration)
  add("Both on one commit and job", score.mixed, nil)
  for rule in score.rules { add(rule.rule.name, rule.list, rule.calibration) }
  let share = Figures.share(score.foreseeable)
  return table.text + "\nFailed in the 90 days before at all: \(share) of those that flake after.\n"
}

private func isolatedTable(_ score: IsolatedRerunsScore) -> String {
  var table = MarkdownTable([
    "runs", "both outcomes: called flaky", "interval holds the rate",
    "failed only so far: called flaky", "always failing: called flaky",
  ])
  for row in score.rows {
    table.add([
      String(row.runs), Figures.share(row.flaky), Figures.share(row.intervals),
      Figures.share(row.failedOnly), Figures.share(row.alwaysFailing),
    ])
  }
  return table.text
}

private func measuredTable(_ score: MeasuredRatesScore) -> String {
  let classes = RateClass.allCases.filter { $0 != .order }
  var table = MarkdownTable(["tests with"] + classes.map(\.rawValue) + ["all"])
  for (title, all, recall) in [
    ("≥ 1 failure", score.list.recallOfOnce, score.list.recallByRate),
    ("≥ 2 failures", score.list.recall, score.list.recallByRateOfTwice),
  ] {
    table.add(
      [title] + classes.map { Figures.share(recall[$0] ?? Share()) } + [Figures.share(all)]
    )
  }
  return table.text
    + "\nPrecision \(Figures.share(score.list.precision)), "
    + "interval holds the rate \(Figures.share(score.intervals)), "
    + "Brier \(Figures.decimal(score.calibration.brier)), "
    + "ECE \(Figures.decimal(score.calibration.expectedError)).\n"
}

private func callTable(_ folder: String) throws -> String {
  let rules = PublishedRule.all.filter { !$0.isChosenInHindsight }.map(\.name)
  var table = MarkdownTable(
    ["history", "tests", "failed", "both on one commit", "Evenkeel"] + rules
  )
  let commons = ["codec", "compress", "imaging", "io", "lang", "math"]
  let files =
    [("alibaba/druid", "alibaba_druid/history.csv.gz")]
    + commons.map { ("commons-\($0)", "commons_rtci/history_\($0).csv.gz") }
    + [("dune-common", "dune_common_variants/history.csv.gz")]
  for (name, file) in files {
    let path = "\(folder)/\(file)"
    guard FileManager.default.fileExists(atPath: path) else {
      table.add([name] + Array(repeating: "–", count: rules.count + 4))
      continue
    }
    let count = CallCount(name, try outcomeRows(ofFile: path))
    table.add(
      [name] + [count.tests, count.failed, count.mixed, count.flaky].map(String.init)
        + count.rules.map { String($0.flaky) }
    )
  }
  return table.text
}
