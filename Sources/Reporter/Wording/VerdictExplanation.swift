import StatisticsCore
import TestModel

/// Why a test has its verdict, in plain sentences: what was seen, what does not count and why, and
/// what would change it.
struct VerdictExplanation: Sendable, Hashable {
  /// What was seen, with the counts that it rests on.
  let seen: String
  /// The failures that count as no flakes, by reason; none where there are none.
  let notCounted: String?
  /// What would change the verdict.
  let change: String

  /// All of it, in a row.
  var summary: String { [seen, notCounted, change].compactMap { $0 }.joined(separator: " ") }

  /// Explains a verdict.
  ///
  /// - Parameter quote: marks text from outside, such as commits and variants, in the sentences;
  ///   it gets one short line each.
  init(_ test: TestAssessment, quote: @escaping (String) -> String = { $0 }) {
    let told = VerdictTelling(test: test) { quote(MarkdownText.oneLine($0, longest: 80)) }
    seen = told.seen
    notCounted = told.notCounted
    change = told.change
  }
}

/// How many failures of a test do not count, for one reason.
struct DiscountedCount: Sendable, Hashable {
  var reason: DiscountedFailure.Reason
  var count: Int
  /// How sure the reason is, 0 to 1, on average over the failures.
  var weight: Double
}

extension TestAssessment {
  /// The failures that do not count, by reason, in the order in which the reasons are declared.
  var discountedCounts: [DiscountedCount] {
    DiscountedFailure.Reason.allCases.compactMap { reason in
      let weights = discounted.filter { $0.reason == reason }.map(\.weight)
      guard !weights.isEmpty else { return nil }
      return DiscountedCount(
        reason: reason,
        count: weights.count,
        weight: weights.reduce(0, +) / Double(weights.count)
      )
    }
  }
}
