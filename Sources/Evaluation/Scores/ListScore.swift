/// How right a list of flaky tests is.
public struct ListScore: Sendable, Hashable {
  /// Of the tests on the list, those that are flaky; the excused are in neither number.
  public var precision = Share()
  /// Tests on the list that were flaky and are fixed since fewer than 30 executions, or gone, and
  /// flaky ones that a regression or a variant breaks as well.
  public var excused = 0
  /// Of the flaky tests with two failures of their own or more in the window, those on the list.
  public var recall = Share()
  /// The same of those with one failure of their own or more.
  public var recallOfOnce = Share()
  /// The same of all of one failure or more by how often they fail.
  public var recallByRate: [RateClass: Share] = [:]
  /// The same of those with two failures or more.
  public var recallByRateOfTwice: [RateClass: Share] = [:]

  /// The score of an empty list where nothing is flaky.
  public init() {}

  /// The harmonic mean of precision and recall of those with two failures.
  public var f1: Double? {
    guard let recall = recall.value else { return nil }
    let precision = precision.value ?? 0
    return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0
  }

  /// Counts one test that failed in the window.
  public mutating func add(_ truth: TestTruth, isListed: Bool) {
    if isListed, truth.isExcused {
      excused += 1
    } else if isListed {
      precision.add(truth.isFlaky)
    }
    guard truth.isWanted, truth.flakeFailures > 0 else { return }
    let rate = RateClass(truth)
    recallOfOnce.add(isListed)
    recallByRate[rate, default: Share()].add(isListed)
    guard truth.flakeFailures > 1 else { return }
    recall.add(isListed)
    recallByRateOfTwice[rate, default: Share()].add(isListed)
  }

  /// The scores of several histories pooled.
  public static func + (left: ListScore, right: ListScore) -> ListScore {
    var sum = left
    sum.precision = left.precision + right.precision
    sum.excused += right.excused
    sum.recall = left.recall + right.recall
    sum.recallOfOnce = left.recallOfOnce + right.recallOfOnce
    sum.recallByRate.merge(right.recallByRate, uniquingKeysWith: +)
    sum.recallByRateOfTwice.merge(right.recallByRateOfTwice, uniquingKeysWith: +)
    return sum
  }
}
