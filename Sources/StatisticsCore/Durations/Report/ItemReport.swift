public import TestModel

/// How long a file, class or test takes.
public struct ItemReport: Sendable, Hashable {
  /// How long it takes in one suite.
  public struct InSuite: Sendable, Hashable {
    /// The suite: its position in the report.
    public var suite: Int
    /// What it is expected to take, in microseconds, and the standard deviation of one run.
    public var expected, deviation: Int64
    /// How many of the window's runs it ran in.
    public var runs: Int
    /// The time that half, and 95 in a hundred, of these runs stay within.
    public var median, p95: Int64
  }

  /// The repository.
  public var repo: String
  /// The name: of a file only the file, of a class only the class.
  public var name: TimedUnit
  /// Its times, that of the suite in which it takes longest first.
  public var suites: [InSuite]
  /// What it takes in a run of each suite, together, in microseconds.
  public var expected: Int64
  /// The share of it in what all suites take.
  public var share: Double

  /// Where it takes longest.
  public var slowest: InSuite { suites[0] }

  /// The items of suites, those of one name together.
  static func items(of analyses: [SuiteAnalysis]) -> [ItemReport] {
    struct Key: Hashable {
      var repo: String
      var name: TimedUnit
    }
    var byName: [Key: [InSuite]] = [:]
    for (position, analysis) in analyses.enumerated() {
      for item in analysis.presentItems {
        let key = Key(repo: analysis.suite.repo, name: analysis.names[item])
        byName[key, default: []].append(InSuite(item, in: analysis, at: position))
      }
    }
    let total = byName.values.joined().map(\.expected).reduce(0, +)
    let items = byName.map { key, suites in
      let sum = suites.map(\.expected).reduce(0, +)
      return ItemReport(
        repo: key.repo,
        name: key.name,
        suites: suites.sorted { ($1.expected, $0.suite) < ($0.expected, $1.suite) },
        expected: sum,
        share: total > 0 ? Double(sum) / Double(total) : 0
      )
    }
    return items.sorted(by: isListedBefore)
  }

  private static func isListedBefore(_ left: ItemReport, _ right: ItemReport) -> Bool {
    if left.expected != right.expected { return left.expected > right.expected }
    if left.repo != right.repo { return precedesInBytes(left.repo, right.repo) }
    let names = [left, right].map { [$0.name.file, $0.name.classname, $0.name.name] }
    let differing = zip(names[0], names[1]).first { $0 != $1 }
    return differing.map { precedesInBytes($0, $1) } ?? false
  }
}

extension ItemReport.InSuite {
  fileprivate init(_ item: Int, in analysis: SuiteAnalysis, at position: Int) {
    let estimate = analysis.estimates[item]
    self.init(
      suite: position,
      expected: estimate.microseconds,
      deviation: estimate.deviation,
      runs: analysis.times[item].count,
      median: quantile(0.5, ofSorted: analysis.times[item]),
      p95: quantile(0.95, ofSorted: analysis.times[item])
    )
  }
}

/// The nearest rank: the smallest value with this share of the values at or below it; 0 of none.
func quantile(_ share: Double, ofSorted values: [Int64]) -> Int64 {
  guard !values.isEmpty else { return 0 }
  let rank = Int((share * Double(values.count)).rounded(.up))
  return values[min(max(rank, 1), values.count) - 1]
}
