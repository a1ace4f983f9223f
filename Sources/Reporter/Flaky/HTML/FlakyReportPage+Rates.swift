import StatisticsCore
import TestModel

extension FlakyReportPage {
  /// How often flakes got in the way against the target, what they cost, and what could be seen.
  var rates: Section? {
    let rates = assessment.rates
    guard let standing = targetSentence(rates) else { return nil }
    let parts: [HTMLText?] = [
      "<p>\(standing)</p>", figures(rates),
      parts(rates.weeks, title: "Week", caption: "By week, from Monday to Sunday in UTC") {
        $0.name
      },
      parts(rates.branchClasses, title: "What was tested", caption: "By what was tested") {
        FlakyReportPage.words($0)
      },
      parts(rates.streams, title: "Job and variant", caption: "By job and variant") {
        $0.name.isEmpty ? "unknown" : $0.name
      },
      groups(rates.places, title: "Place", nameless: "no place"),
      rates.owners.contains { !$0.name.isEmpty }
        ? groups(rates.owners, title: "Owner", nameless: "nobody") : nil,
      power,
    ]
    return Section(
      id: "rates",
      title: "Rates and cost",
      summary: "",
      body: parts.compactMap { $0 }.joined(separator: "\n")
    )
  }

  private static func words(_ branchClass: BranchClass) -> String {
    switch branchClass {
    case .defaultBranch: "the default branch"
    case .pullRequest: "pull requests"
    case .other: "other branches"
    }
  }

  private func figures(_ rates: FlakinessRates) -> HTMLText {
    var rows = rates.shares.map { row -> [HTMLText] in
      [
        "\(row.figure.title)", share(row.share), interval(row.share),
        definition(row.figure),
      ]
    }
    rows.append([
      "\(RateFigure.cost.title)", "\(humanDuration(rates.total.cost.total))", "",
      definition(.cost),
    ])
    return HTMLTable(
      caption: "The figures of the window, and what each of them counts",
      columns: [
        .init(title: "Figure"), .init(title: "Share", isNumber: true),
        .init(title: "95 % interval", isNumber: true),
        .init(title: "What it counts", isProse: true),
      ],
      rows: rows
    ).html
  }

  private func definition(_ figure: RateFigure) -> HTMLText {
    "<span class=\"soft\">\(figure.definition, longest: 1000)</span>"
  }

  private func share(_ proportion: Proportion) -> HTMLText {
    guard let value = proportion.value else { return "<span class=\"soft\">none of 0</span>" }
    return """
      \(humanPercentage(value))<span class="under">\(grouped(proportion.count)) of \
      \(grouped(proportion.total))</span>
      """
  }

  private func interval(_ proportion: Proportion) -> HTMLText {
    guard proportion.total > 0 else { return "" }
    let interval = proportion.interval
    return "\(humanPercentage(interval.lowerBound)) to \(humanPercentage(interval.upperBound))"
  }

  /// A table of the parts of the job runs; none where there is one part only, which says nothing.
  private func parts<Key>(
    _ groups: [RunGroup<Key>],
    title: HTMLText,
    caption: HTMLText,
    name: (Key) -> String
  ) -> HTMLText? {
    guard groups.count > 1 else { return nil }
    return boundedTable(
      groups,
      caption: caption,
      columns: [
        .init(title: title), .init(title: "Flaky-failed<br/>job runs", isNumber: true),
        .init(title: "95 % interval", isNumber: true),
        .init(title: "Pipelines<br/>held up", isNumber: true),
        .init(title: "Successful<br/>pipelines", isNumber: true),
        .init(title: "Successful,<br/>flakes left out", isNumber: true),
        .init(title: "CI time lost", isNumber: true),
      ]
    ) { group in
      [
        "\(name(group.key), longest: 80)", share(group.figures.flakyFailedRuns),
        interval(group.figures.flakyFailedRuns), share(group.figures.blockedPipelines),
        share(group.figures.successfulPipelines),
        share(group.figures.successfulPipelinesWithoutFlakes),
        "\(humanDuration(group.figures.cost.total))",
      ]
    }
  }

  private func groups(_ groups: [TestGroup], title: String, nameless: String) -> HTMLText? {
    let groups = costliest(groups, most: 20)
    guard !groups.isEmpty else { return nil }
    return HTMLTable(
      caption: "By \(title.lowercased()), those that cost most",
      columns: [
        .init(title: "\(title)"), .init(title: "Flaky tests", isNumber: true),
        .init(title: "Flakes", isNumber: true),
        .init(title: "Flaky-failed<br/>job runs", isNumber: true),
        .init(title: "CI time lost", isNumber: true),
      ],
      rows: groups.map { group -> [HTMLText] in
        [
          "\(breakable: group.name.isEmpty ? nameless : group.name)",
          share(group.flakyTests), share(group.flakes), share(group.flakyFailedRuns),
          "\(humanDuration(group.cost.total))",
        ]
      }
    ).html
  }

  /// What the history could and could not have seen.
  private var power: HTMLText? {
    guard let power = assessment.power else { return nil }
    let items = power.atMedian.map { "<li>\(sentence(from: $0.sentence))</li>" as HTMLText }
    return """
      <h3 id="power">What this history could have seen</h3>
      <p>In a test with the median of first attempts:</p>
      <ul>
      \(items.joined(separator: "\n"))
      </ul>
      <p class="soft">Basis: \(power.basis, longest: 1000).</p>
      """
  }
}
