import HistorySimulator
import StatisticsCore
import TestModel

/// Whether tests that depend on the order of others are recognized, and the other test is named.
public struct OrderScore: Sendable, Hashable {
  /// Tests with fewer failures of their own than this are left out.
  public static let fewestFailures = 10

  /// Of the order-dependent tests with enough failures, those whose first cause says so.
  public var recognized = Share()
  /// Of the same, those whose polluter or setter is at one of the first three places; tests that no
  /// order tells apart, such as those of one file when files are shuffled, share a place.
  public var inThreePlaces = Share()
  /// Of the same, those whose polluter or setter is among the first three tests.
  public var inThreeTests = Share()
  /// Of all tests that are said to depend on an order, those that do.
  public var precision = Share()

  /// A score of nothing.
  public init() {}

  init(_ recorded: RecordedSimulation, _ history: FlakinessHistory, _ truth: TruthFinder) {
    var analysis = FlakinessAnalysis(history)
    analysis.findCauses(orders: recorded.orders) { row in "test \(row)" }
    let tests = recorded.simulated.truth.tests
    for test in analysis.assessment.tests {
      let told = test.causes.first { $0.kind == .orderDependence }
      let simulated = tests[Int(test.test.id) - 1]
      let other = simulated.polluter ?? simulated.setter
      if told != nil { precision.add(other != nil) }
      guard let other, truth.truth(ofRow: test.test.id).flakeFailures >= Self.fewestFailures else {
        continue
      }
      recognized.add(told != nil)
      let related = told?.related ?? []
      inThreePlaces.add(related.contains { $0.row == Int64(other + 1) && $0.place <= 3 })
      inThreeTests.add(related.prefix(3).contains { $0.row == Int64(other + 1) })
    }
  }

  /// The scores of several histories pooled.
  public static func + (left: OrderScore, right: OrderScore) -> OrderScore {
    var sum = left
    sum.recognized = left.recognized + right.recognized
    sum.inThreePlaces = left.inThreePlaces + right.inThreePlaces
    sum.inThreeTests = left.inThreeTests + right.inThreeTests
    sum.precision = left.precision + right.precision
    return sum
  }
}

extension RecordedSimulation {
  /// In which order the job runs executed their tests; skipped ones do not stand there.
  var orders: ExecutionOrders {
    var orders = ExecutionOrders()
    var positions: [[Int64]: Int] = [:]
    for (position, run) in simulated.runs.enumerated() {
      let order = run.reportedCases.filter { $0.outcome != .skipped }.map { Int64($0.test + 1) }
      let known = positions[order] ?? orders.sequences.count
      if known == orders.sequences.count {
        positions[order] = known
        orders.sequences.append(order)
      }
      orders.sequenceOfJobRun[Int64(position + 1)] = known
    }
    return orders
  }
}
