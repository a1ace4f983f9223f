import TestModel

/// For every test, in how many runs it ran before a victim, of those that failed and those that
/// passed.
///
/// The arrays are as long as there are tests and are cleared by what was touched, so that a victim
/// costs what runs before it.
struct PrecedenceCounts {
  /// An order in which a victim stood, and how often it then failed and passed.
  struct Visit {
    var sequence: Int
    /// Where the victim stood.
    var position: Int
    var failures: Int32
    var passes: Int32
  }

  /// The numbers of the tests that ran before the victim in some run, in the order in which they
  /// were met.
  private(set) var candidates: [Int] = []
  private var counts: [Count]

  private struct Count {
    var failures: Int32 = 0
    var passes: Int32 = 0
    /// The last visit that counted the test, so that one that stands twice in an order counts once.
    var lastVisit: Int32 = -1
    /// The sum of the distances to the victim, over all runs.
    var distance: Int64 = 0
  }

  /// Creates empty counts for tests with numbers below `count`.
  init(count: Int) {
    counts = Array(repeating: Count(), count: count)
  }

  /// In how many failing and passing runs a candidate ran before the victim.
  func runs(with candidate: Int) -> (failures: Int, passes: Int) {
    (Int(counts[candidate].failures), Int(counts[candidate].passes))
  }

  /// How far before the victim a candidate ran, in tests, on average.
  func distance(of candidate: Int) -> Double {
    let count = counts[candidate]
    return Double(count.distance) / Double(max(1, count.failures + count.passes))
  }

  /// Counts what runs before a victim, in place of what was counted before.
  mutating func count(_ visits: [Visit], in orders: TestOrders) {
    clear()
    for (visitNumber, visit) in visits.enumerated() {
      let runs = visit.failures + visit.passes
      let order = orders.sequences[visit.sequence]
      // From the victim backwards: of what stands twice, the nearer place tells the distance.
      for position in stride(from: visit.position - 1, through: 0, by: -1) {
        let test = orders.number(order[position])
        guard counts[test].lastVisit != Int32(visitNumber) else { continue }
        if counts[test].lastVisit < 0 { candidates.append(test) }
        counts[test].lastVisit = Int32(visitNumber)
        counts[test].failures += visit.failures
        counts[test].passes += visit.passes
        counts[test].distance += Int64(visit.position - position) * Int64(runs)
      }
    }
  }

  private mutating func clear() {
    for test in candidates { counts[test] = Count() }
    candidates.removeAll(keepingCapacity: true)
  }
}
