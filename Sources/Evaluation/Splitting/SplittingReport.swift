/// The evaluation of estimates of durations in splits, as a page of Markdown.
public struct SplittingReport {
  /// The folder that holds a folder of timings for each suite; none where it is not at hand.
  public var dataFolder: String?
  /// How many seeds of each simulated suite there are, from 1 on.
  public var seeds: UInt64

  /// A report of the given extent.
  public init(dataFolder: String?, seeds: UInt64) {
    self.dataFolder = dataFolder
    self.seeds = max(seeds, 1)
  }

  /// Plans and measures everything.
  ///
  /// - Throws: what keeps a file of timings from being read.
  public func text() throws -> String {
    let suites = try dataFolder.map(recordedSuites)
    let real = suites.map { suites in
      suites.map { suite in
        var score = NextRunScore()
        score.add(suite)
        return (suite.name, score)
      }
    }
    let hidden = suites.map { suites in
      suites.map { suite in
        var score = NextRunScore()
        for seed in 1...seeds { score.add(suite.hiding(0.1, seed: seed), lastOnly: true) }
        return (suite.name, score)
      }
    }
    let simulated = SimulatedSuite.all.map { settings in
      var score = NextRunScore()
      for seed in 1...seeds { score.add(settings.suite(seed: seed), lastOnly: true) }
      return (settings.name, score)
    }
    return [
      SplittingWords.opening,
      SplittingWords.real,
      real.map(nextRunTables) ?? "The real suites were not at hand.\n",
      SplittingWords.hidden(seeds: seeds),
      hidden.map(nextRunTables) ?? "The real suites were not at hand.\n",
      SplittingWords.simulated(seeds: seeds),
      nextRunTables(simulated),
    ].joined(separator: "\n")
  }
}

/// A table for each number of nodes: by suite and in the mean, how much longer than the oracle.
private func nextRunTables(_ suites: [(name: String, score: NextRunScore)]) -> String {
  NextRunScore.nodeCounts.map { nodes in
    let rows = suites.compactMap { suite in
      suite.score.sums[nodes].map { (name: suite.name, sums: $0) }
    }
    var table = MarkdownTable(
      ["\(nodes) nodes", "runs", "oracle / bound"] + WeightRule.allCases.map(\.rawValue)
    )
    for row in rows {
      let runs = Double(row.sums.runs)
      table.add(
        [row.name, String(row.sums.runs), Figures.decimal(row.sums.oracle / runs)]
          + WeightRule.allCases.map { percent((row.sums.excess[$0] ?? 0) / runs) }
      )
    }
    table.add(mean("mean of the suites", rows, percent) { $0.excess })
    table.add(mean("longest node / bound", rows, Figures.decimal) { $0.overBound })
    return table.text
  }.joined(separator: "\n")
}

/// The means over suites of what is summed over their runs.
private func mean(
  _ title: String,
  _ rows: [(name: String, sums: NextRunScore.Sums)],
  _ figure: (Double) -> String,
  of values: (NextRunScore.Sums) -> [WeightRule: Double]
) -> [String] {
  let runs = rows.reduce(0) { $0 + $1.sums.runs }
  func mean(_ value: (NextRunScore.Sums) -> Double) -> Double {
    rows.reduce(0) { $0 + value($1.sums) / Double($1.sums.runs) } / Double(max(1, rows.count))
  }
  return ["**\(title)**", String(runs), Figures.decimal(mean(\.oracle))]
    + WeightRule.allCases.map { rule in figure(mean { values($0)[rule] ?? 0 }) }
}

/// A share as a percentage with one decimal.
private func percent(_ share: Double) -> String {
  let tenths = Int((share * 1000).rounded())
  return "\(tenths / 10).\(abs(tenths % 10)) %"
}
