import Foundation
import StatisticsCore

/// How well a suite is dealt, over many numbers of nodes.
struct SuiteScore {
  /// One number of nodes.
  struct Point {
    var nodes: Int
    var partition: Partition
    var longestFirst: Partition
    var milliseconds: Double
  }

  let suite: SuiteFile
  private(set) var points: [Point] = []

  init(_ suite: SuiteFile, most: Int, itemsPerNode: Int) throws {
    self.suite = suite
    let clock = ContinuousClock()
    for nodes in 2...most where suite.items.count >= itemsPerNode * nodes {
      let problem = ShardingProblem(items: suite.items, total: nodes)
      let start = clock.now
      let best = try partition(problem)
      let time = clock.now - start
      let longestFirst = try partitionLongestFirst(problem)
      points.append(
        Point(
          nodes: nodes,
          partition: best,
          longestFirst: longestFirst,
          milliseconds: time / .milliseconds(1)
        )
      )
    }
  }

  /// What must not be, as sentences.
  func failures(limit: Double) -> [String] {
    points.compactMap { point in
      if point.partition.makespan > point.longestFirst.makespan {
        return "\(suite.name) on \(point.nodes) nodes is worse than longest first."
      }
      guard point.partition.gap > limit else { return nil }
      return "\(suite.name) on \(point.nodes) nodes is \(percent(point.partition.gap)) % over."
    }
  }

  /// A table of scores in Markdown.
  static func table(_ scores: [SuiteScore]) -> String {
    let head = """
      | suite | items | nodes | worst gap % | mean gap % | longest first: worst % | mean % \
      | ms, mean | ms, most |
      |---|---:|---:|---:|---:|---:|---:|---:|---:|
      """
    return ([head] + scores.map(\.row)).joined(separator: "\n")
  }

  private var row: String {
    let gaps = points.map(\.partition.gap)
    let baseline = points.map(\.longestFirst.gap)
    let times = points.map(\.milliseconds)
    let cells = [
      suite.name, "\(suite.items.count)", "2 to \(points.last?.nodes ?? 0)",
      percent(gaps.max() ?? 0), percent(mean(gaps)),
      percent(baseline.max() ?? 0), percent(mean(baseline)),
      rounded(mean(times), 2), rounded(times.max() ?? 0, 2),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}

private func mean(_ values: [Double]) -> Double {
  values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
}

private func percent(_ share: Double) -> String { rounded(100 * share, 5) }

/// A number with up to some digits after the point.
func rounded(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
