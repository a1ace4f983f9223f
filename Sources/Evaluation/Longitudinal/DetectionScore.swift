import HistorySimulator
import StatisticsCore
import TestModel

/// After how many failures of their own flaky tests were called flaky.
public struct DetectionScore: Sendable, Hashable {
  /// The rates of the tests that are followed.
  public static let rates = 0.03..<0.1
  /// No test is followed beyond this many failures.
  public static let mostFailures = 6

  /// How many tests were called flaky after how many failures, before the next one.
  public var detected: [Int: Int] = [:]
  /// How many were not called flaky after the most failures.
  public var late = 0
  /// How many had too few failures to tell, and were not called flaky by the end.
  public var open = 0

  /// The mean number of failures until a test is called flaky; those that are late count as one
  /// failure more than the most.
  public var mean: Double? {
    let count = detected.values.reduce(late, +)
    guard count > 0 else { return nil }
    let sum = detected.reduce(late * (Self.mostFailures + 1)) { $0 + $1.key * $1.value }
    return Double(sum) / Double(count)
  }

  /// A score of nothing.
  public init() {}

  init(_ recorded: RecordedSimulation) {
    var moments: [Timestamp: [(row: Int64, failures: Int)]] = [:]
    var followed: [Int64: Int] = [:]
    for (index, test) in recorded.simulated.truth.tests.enumerated() {
      guard let flake = test.flake, Self.rates.contains(flake.rate) else { continue }
      let failures = recorded.ownFailures(of: index)
      guard !failures.isEmpty else { continue }
      followed[Int64(index + 1)] = failures.count
      for count in 1...min(failures.count, Self.mostFailures) {
        // All that is known before the next failure, reruns included.
        let moment = count < failures.count ? failures[count] : recorded.end
        moments[moment, default: []].append((Int64(index + 1), count))
      }
    }
    var first: [Int64: Int] = [:]
    for (moment, tests) in moments.sorted(by: { $0.key < $1.key }) {
      let assessment = assessFlakiness(recorded.history(asOf: moment, days: evaluatedDays))
      let flaky = Set(assessment.tests(.flaky).map(\.test.id))
      for (row, count) in tests where first[row] == nil && flaky.contains(row) {
        first[row] = count
      }
    }
    for (row, failures) in followed {
      if let count = first[row] {
        detected[count, default: 0] += 1
      } else if failures >= Self.mostFailures {
        late += 1
      } else {
        open += 1
      }
    }
  }

  /// The scores of several histories pooled.
  public static func + (left: DetectionScore, right: DetectionScore) -> DetectionScore {
    var sum = left
    sum.detected.merge(right.detected, uniquingKeysWith: +)
    sum.late += right.late
    sum.open += right.open
    return sum
  }
}

extension RecordedSimulation {
  /// When the runs began in which a test failed because it is flaky, by time.
  func ownFailures(of test: Int) -> [Timestamp] {
    entries[test].filter { $0.cause == .flake }.map { jobRuns[Int($0.testRun.run)].startedAt }
  }
}
