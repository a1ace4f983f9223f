import TestModel

/// The scores of one seed each, with a line for all of a preset where there are several.
private func withSums(
  _ scores: [QuarterScore]
) -> [(name: String, score: QuarterScore)] {
  var rows: [(name: String, score: QuarterScore)] = []
  var seeds: [Quarter: [QuarterScore]] = [:]
  for score in scores { seeds[score.quarter, default: []].append(score) }
  for (position, score) in scores.enumerated() {
    let all = seeds[score.quarter] ?? []
    let number = scores[..<position].count { $0.quarter == score.quarter } + 1
    rows.append(("\(score.quarter.name), seed \(number)", score))
    if number == all.count, number > 1 {
      rows.append(("**\(score.quarter.name)**", all.reduce(QuarterScore(score.quarter), +)))
    }
  }
  return rows
}

func buildTable(_ scores: [QuarterScore]) -> String {
  var table = MarkdownTable([
    "history", "builds", "red", "red by flakes", "still red", "fall", "fall after 4 weeks",
    "oracle's fall", "published rule's fall", "job runs: fall",
  ])
  for (name, score) in withSums(scores) {
    table.add([
      name, String(score.redBuilds.whole), String(score.redBuilds.part),
      String(score.gated.builds.whole), String(score.gated.builds.part),
      Figures.decimal(score.gated.fall), Figures.decimal(score.gatedLater.fall),
      Figures.decimal(score.oracle.fall), Figures.decimal(score.published.fall),
      fallOfRuns(score.gated),
    ])
  }
  return table.text
}

private func fallOfRuns(_ score: BuildScore) -> String {
  let runs = score.jobRuns
  return "\(Figures.decimal(runs.value.map { 1 - $0 })) (\(runs.part) of \(runs.whole) still red)"
}

func reasonTable(_ scores: [QuarterScore]) -> String {
  let rows = withSums(scores)
  let reasons = Set(rows.flatMap { $0.score.gated.reasons.keys }).sorted()
  var table = MarkdownTable(["job runs still red because a test"] + reasons)
  for (name, score) in rows {
    table.add([name] + reasons.map { String(score.gated.reasons[$0] ?? 0) })
  }
  return table.text
}

func entryTable(_ scores: [QuarterScore]) -> String {
  var table = MarkdownTable([
    "history", "entries", "not flaky", "came back", "left as broken", "longest list",
  ])
  for (name, score) in withSums(scores) {
    let listing = score.listing
    table.add([
      name, String(listing.falseEntries.whole), Figures.share(listing.falseEntries),
      String(listing.reentries), String(listing.broken), String(listing.longest),
    ])
  }
  return table.text
}

func releaseTable(_ scores: [QuarterScore]) -> String {
  var table = MarkdownTable([
    "history", "healed and left", "days to leave: median", "most", "clean runs: median",
    "asked for: median", "flaky still",
  ])
  for (name, score) in withSums(scores) {
    let listing = score.listing
    table.add([
      name, Figures.share(listing.left), median(listing.days),
      listing.days.max().map(String.init) ?? "–", median(listing.cleanRuns),
      median(listing.neededRuns), Figures.share(listing.falseReleases),
    ])
  }
  return table.text
}

func excuseTable(_ scores: [QuarterScore]) -> String {
  var table = MarkdownTable([
    "history", "main, after its first failing run", "up to it", "pull requests let through",
    "those that break flaky tests only", "published rule: main", "pull requests",
  ])
  for (name, score) in withSums(scores) {
    table.add([
      name, Figures.share(score.excuses.laterOfQuarantined), Figures.share(score.excuses.first),
      Figures.share(score.excuses.pullRequests), Figures.share(score.excuses.pullRequestsOfFlaky),
      Figures.share(score.publishedExcuses.laterOfQuarantined),
      Figures.share(score.publishedExcuses.pullRequests),
    ])
  }
  return table.text
}

/// The middle of some numbers, the lower one of two; a dash for none.
private func median(_ numbers: [Int]) -> String {
  numbers.isEmpty ? "–" : String(numbers.sorted()[(numbers.count - 1) / 2])
}
