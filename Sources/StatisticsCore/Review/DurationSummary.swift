public import TestModel

/// Spans of time in two numbers.
public struct DurationSummary: Sendable, Hashable {
  /// The middle of them, of an even number the lower one; none where there are none.
  public let median: Microseconds?
  /// The one that 95 of 100 stay within, by the nearest rank; none where there are none.
  public let p95: Microseconds?
  /// How many tell how long they are.
  public let known: Int
  /// How many there are.
  public let total: Int
  /// The known ones in seconds, rising.
  let seconds: [Double]

  /// Sums spans up; those that are not known are counted, and are in neither number.
  public init(_ spans: [Microseconds?]) {
    let sorted = spans.compactMap { $0 }.sorted()
    median = sorted.isEmpty ? nil : sorted[(sorted.count - 1) / 2]
    p95 = sorted.isEmpty ? nil : sorted[(sorted.count * 95 + 99) / 100 - 1]
    known = sorted.count
    total = spans.count
    seconds = sorted.map(\.seconds)
  }

  /// How the spans moved against others.
  public func trend(from before: DurationSummary) -> Trend {
    StatisticsCore.trend(seconds, from: before.seconds)
  }
}
