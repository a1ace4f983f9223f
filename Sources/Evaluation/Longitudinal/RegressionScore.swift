import HistorySimulator
import StatisticsCore
public import TestModel

/// What is said of tests that a regression of the default branch breaks, while it lasts.
public struct RegressionScore: Sendable, Hashable {
  /// Of the tests that failed on the first two commits of a regression, those that are called
  /// regressed once the jobs of the second have begun.
  public var regressed = Share()
  /// What the others are called; nothing where nothing is said of them.
  public var otherwise: [Verdict?: Int] = [:]
  /// Of those, the tests whose range of commits holds the true one.
  public var ranges = Share()
  /// The commits of the default branch in those ranges that have a beginning, in all.
  public var commitsInRanges = 0
  /// How many of the ranges have a beginning.
  public var boundedRanges = 0

  /// A score of nothing.
  public init() {}

  init(_ recorded: RecordedSimulation) {
    for (index, regression) in recorded.simulated.truth.regressions.enumerated() {
      let second = regression.range.from + 1
      guard regression.range.contains(second),
        let moment = recorded.start(ofLastRunAt: second)?.adding(milliseconds: 1)
      else { continue }
      let tests = regression.tests.filter {
        recorded.commits(at: $0, brokenBy: index, before: moment) >= 2
      }
      guard !tests.isEmpty else { continue }
      let finder = TruthFinder(recorded, asOf: moment, days: evaluatedDays)
      let assessment = assessFlakiness(recorded.history(asOf: moment, days: evaluatedDays))
      let assessed = Dictionary(
        assessment.tests.map { ($0.test.id, $0) },
        uniquingKeysWith: { first, _ in first }
      )
      for test in tests {
        let told = assessed[Int64(test + 1)]
        regressed.add(told?.verdict == .regressed)
        guard let told, told.verdict == .regressed else {
          otherwise[told?.verdict, default: 0] += 1
          continue
        }
        let range = told.assessedRange
        ranges.add(range.map { finder.holds($0, position: regression.range.from) } ?? false)
        guard let commits = range.flatMap(finder.commits(in:)) else { continue }
        commitsInRanges += commits
        boundedRanges += 1
      }
    }
  }

  /// The mean number of commits of the default branch in a range.
  public var meanCommits: Double? {
    boundedRanges > 0 ? Double(commitsInRanges) / Double(boundedRanges) : nil
  }

  /// The scores of several histories pooled.
  public static func + (left: RegressionScore, right: RegressionScore) -> RegressionScore {
    var sum = left
    sum.regressed = left.regressed + right.regressed
    sum.otherwise.merge(right.otherwise, uniquingKeysWith: +)
    sum.ranges = left.ranges + right.ranges
    sum.commitsInRanges += right.commitsInRanges
    sum.boundedRanges += right.boundedRanges
    return sum
  }
}

extension RecordedSimulation {
  /// When the last job run of a commit of the default branch began, reruns apart.
  fileprivate func start(ofLastRunAt position: Int) -> Timestamp? {
    let pipeline = simulated.truth.mainline[position].pipeline
    return simulated.runs.last { $0.pipeline.number == pipeline && $0.attempt == 1 }?.startedAt
  }

  /// On how many commits of the default branch a regression made a test fail before a moment.
  fileprivate func commits(
    at test: Int,
    brokenBy regression: Int,
    before moment: Timestamp
  ) -> Int {
    let pipelines = entries[test].filter { $0.cause == .regression(regression) }
      .map { simulated.runs[Int($0.testRun.run)] }
      .filter { $0.pipeline.pullRequest == nil && $0.startedAt < moment }
    return Set(pipelines.map(\.pipeline.number)).count
  }
}
