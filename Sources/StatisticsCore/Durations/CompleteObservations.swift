/// Picks an item's latest complete observations out of all there are.
///
/// An observation of fewer cases than the item now has is of a partial rerun, of a run that stopped at
/// its first failure, or of the time before cases were added; one of more cases is of the time before
/// some were removed. Neither says how long the item takes now.
struct CompleteObservations {
  /// As many are looked at; older ones say little and cost time.
  static let mostRead = 20
  /// As many are picked at most.
  static let mostPicked = 10

  /// The observations that were picked, the latest first.
  private(set) var values: [DurationObservation] = []
  private var counts: [Int32] = []

  /// Picks from the observations of one item, in any order.
  mutating func pick(from all: UnsafeBufferPointer<DurationObservation>) {
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: all)
    sort()
    if values.count > Self.mostRead { values.removeLast(values.count - Self.mostRead) }
    if needsChoice { choose() }
    if values.count > Self.mostPicked { values.removeLast(values.count - Self.mostPicked) }
  }

  /// Insertion, since they come in this order as a rule.
  private mutating func sort() {
    values.withUnsafeMutableBufferPointer { values in
      var next = 1
      while next < values.count {
        let value = values[next]
        var place = next
        while place > 0, isBefore(value, values[place - 1]) {
          values[place] = values[place - 1]
          place -= 1
        }
        values[place] = value
        next += 1
      }
    }
  }

  private var needsChoice: Bool {
    guard let first = values.first else { return false }
    return values.contains { $0.cases != first.cases || $0.failures > 0 }
  }

  private mutating func choose() {
    let cases = presentCases()
    values.removeAll { !isAlike($0.cases, cases) }
    // A run that failed may have ended early; where it took longer, retries did.
    let clean = values.lazy.filter { $0.failures == 0 }.map(\.duration).min()
    if let clean { values.removeAll { $0.failures > 0 && $0.duration < clean } }
  }

  /// How many cases the item has now: those of the latest run that is no partial one.
  ///
  /// As many as usual, or more, are no partial run; fewer are none either where two runs in a row
  /// passed with the same number, since tests are removed, too.
  private mutating func presentCases() -> Int32 {
    counts.removeAll(keepingCapacity: true)
    for value in values { counts.append(value.cases) }
    counts.sort()
    let usual = counts[counts.count / 2]
    for (position, value) in values.enumerated() {
      if value.cases >= usual || isAlike(value.cases, usual) { return value.cases }
      guard position + 1 < values.count else { break }
      let before = values[position + 1]
      if value.cases > 0, value.cases == before.cases, value.failures + before.failures == 0 {
        return value.cases
      }
    }
    return usual
  }
}

/// Whether two numbers of cases differ by an eighth at most: some cases are skipped now and then.
private func isAlike(_ left: Int32, _ right: Int32) -> Bool {
  let (fewer, more) = (Int64(min(left, right)), Int64(max(left, right)))
  return fewer * 8 >= more * 7
}

private func isBefore(_ left: DurationObservation, _ right: DurationObservation) -> Bool {
  left.run != right.run
    ? left.run < right.run
    : (left.duration, left.cases, left.failures) < (right.duration, right.cases, right.failures)
}
