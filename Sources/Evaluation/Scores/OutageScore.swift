import StatisticsCore

/// How well the outages of a history were found.
public struct OutageScore: Sendable, Hashable {
  /// An outage that fewer tests noticed than this is none that anybody could find.
  public static let fewestTests = 3

  /// Of the outages that hit enough tests in the window, those that are covered: the incidents that
  /// share job runs with it and are called outages hold half of the tests that it made fail.
  public var found = Share()
  /// The incidents that are called outages of which fewer than half of the tests were hit by one.
  public var falseOnes = 0
  /// The most of them in one history.
  public var mostFalse = 0

  /// A score of nothing.
  public init() {}

  init(_ assessment: FlakinessAssessment, _ truth: OutageHits) {
    let told = assessment.outages
    for hit in truth.hits where hit.testRowIDs.count >= Self.fewestTests {
      var covered: Set<Int64> = []
      for incident in told where !hit.jobRunIDs.isDisjoint(with: incident.jobRunIDs) {
        covered.formUnion(incident.testRowIDs.intersection(hit.testRowIDs))
      }
      found.add(covered.count * 2 >= hit.testRowIDs.count)
    }
    falseOnes = told.count { truth.tests(hitIn: $0).count * 2 < $0.testRowIDs.count }
    mostFalse = falseOnes
  }

  /// The scores of several histories pooled.
  public static func + (left: OutageScore, right: OutageScore) -> OutageScore {
    var sum = left
    sum.found = left.found + right.found
    sum.falseOnes += right.falseOnes
    sum.mostFalse = max(left.mostFalse, right.mostFalse)
    return sum
  }
}
