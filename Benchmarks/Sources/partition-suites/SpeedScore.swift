import Foundation
import StatisticsCore

/// How long partitions of made-up suites take.
struct SpeedScore {
  let name: String
  private let seconds: [Double]

  init(_ name: String, runs: Int, _ body: () throws -> Void) throws {
    self.name = name
    let clock = ContinuousClock()
    seconds = try (0..<runs).map { _ in try clock.measure(body) / .seconds(1) }.sorted()
  }

  /// Times of suites that are lognormal, as real ones nearly are, or of near-equal items.
  static func all(runs: Int) throws -> [SpeedScore] {
    let small = items(10_000) { exp($0) }
    let problems = [
      ("10,000 items, 32 nodes", ShardingProblem(items: small, total: 32)),
      ("10,000 items, 300 nodes", ShardingProblem(items: small, total: 300)),
      ("1,000,000 items, 1,000 nodes", ShardingProblem(items: items(1_000_000, exp), total: 1000)),
      (
        "1,000,000 near-equal items, 1,000 nodes",
        ShardingProblem(items: items(1_000_000) { 1 + 0.03 * $0 }, total: 1000)
      ),
    ]
    let partitions = try problems.map { name, problem in
      try SpeedScore(name, runs: runs) { _ = try partition(problem) }
    }
    let curve = try SpeedScore("10,000 items, each count up to 300 nodes", runs: runs) {
      _ = try NodeCountCurve(
        of: ShardingProblem(items: small, total: 1),
        upTo: 300,
        fixedCostPerNode: 20_000_000
      )
    }
    return partitions + [curve]
  }

  /// Items in no order, whose seconds are made of standard normal numbers.
  private static func items(_ count: Int, _ seconds: (Double) -> Double) -> [ShardItem] {
    var state: UInt64 = 7
    func share() -> Double {
      // SplitMix64.
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((mixed ^ (mixed >> 31)) >> 11) / 9_007_199_254_740_992
    }
    return (0..<count).map { number in
      let normal = (-2 * log(1 - share())).squareRoot() * cos(2 * .pi * share())
      let weight = Int64((max(0.001, seconds(normal)) * 1e6).rounded())
      let name = "spec/models/folder_\(number * 7919 % 97)/thing_\(number * 7919 % count)_spec.rb"
      return ShardItem(name: name, weight: weight)
    }
  }

  /// A table of times in Markdown.
  static func table(_ scores: [SpeedScore]) -> String {
    let head = """
      | problem | ms, median | fastest | slowest |
      |---|---:|---:|---:|
      """
    let rows = scores.map { score in
      let times = [
        score.seconds[score.seconds.count / 2], score.seconds[0],
        score.seconds[score.seconds.count - 1],
      ]
      return "| \(score.name) | "
        + times.map { rounded(1000 * $0, 2) }.joined(separator: " | ") + " |"
    }
    return ([head] + rows).joined(separator: "\n")
  }
}
