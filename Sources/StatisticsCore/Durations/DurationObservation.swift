/// How long an item took in one run of the suite.
public struct DurationObservation: Sendable, Hashable {
  /// The time of all its attempts, in microseconds.
  public var duration: Int64
  /// The run: 0 is the latest, 1 the one before it.
  public var run: Int32
  /// How many of its cases ran; skipped ones are none.
  public var cases: Int32
  /// How many of its cases failed at some attempt.
  public var failures: Int32

  /// Creates an observation.
  public init(run: Int32, duration: Int64, cases: Int32, failures: Int32 = 0) {
    self.run = run
    self.duration = duration
    self.cases = cases
    self.failures = failures
  }
}

/// The observations of the items of a split.
///
/// Flat, because a million items of ten observations each are read in a fraction of a second.
public struct DurationObservations: Sendable, Hashable {
  /// All observations, those of an item next to each other, in any order.
  public var values: [DurationObservation]
  /// By item, where its observations start in `values`, and at the end, where the last one's end.
  ///
  /// One more than there are items; ascending.
  public var starts: [Int]

  /// Creates observations of the items whose parts of `values` begin at `starts`.
  public init(values: [DurationObservation], starts: [Int]) {
    self.values = values
    self.starts = starts
  }

  /// Creates observations from a list an item.
  public init(byItem lists: [[DurationObservation]]) {
    values = lists.flatMap { $0 }
    starts = lists.reduce(into: [0]) { starts, list in
      starts.append(starts[starts.count - 1] + list.count)
    }
  }

  /// Where the observations of an item are in `values`; empty where there are none.
  func range(of item: Int) -> Range<Int> {
    item + 1 < starts.count ? starts[item]..<starts[item + 1] : 0..<0
  }
}
