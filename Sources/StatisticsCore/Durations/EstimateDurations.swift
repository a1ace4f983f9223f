/// Estimates how long each item takes.
///
/// In this order: the item's own runs; what other tools recorded; `timeDefault`; the items in its
/// folder and above it, and its size. Never zero, because an item of no weight costs most: all new
/// files land on one node.
///
/// - Parameters:
///   - items: the items of the split: paths or dotted names.
///   - observations: by item as in `items`, its times in the runs that are known.
///   - imported: by position in `items`, the time that another tool recorded, in microseconds.
///   - timeDefault: what an item without any timing takes, where the caller says so, in microseconds.
///   - size: the size of the item at a position in bytes; asked for of items without history, and of
///     a sample of 500 others at most, since it takes a look at the file.
public func estimateDurations(
  of items: [String],
  observations: DurationObservations,
  imported: [Int: Int64] = [:],
  timeDefault: Int64? = nil,
  size: (Int) -> Int64? = { _ in nil }
) -> [DurationEstimate] {
  let known = items.indices.map { item in
    median(observations.values[observations.range(of: item)].map(\.duration))
  }
  let overall = median(known.compactMap { $0 })
  return items.indices.map { item in
    if let duration = known[item] {
      let runs = observations.range(of: item).count
      return DurationEstimate(microseconds: max(1, duration), source: .history(runs: runs))
    }
    if let duration = imported[item] {
      return DurationEstimate(microseconds: max(1, duration), source: .imported)
    }
    if let timeDefault {
      return DurationEstimate(microseconds: max(1, timeDefault), source: .option)
    }
    if let overall {
      return DurationEstimate(microseconds: max(1, overall), source: .suite(bySize: false))
    }
    return DurationEstimate(microseconds: 1, source: .none)
  }
}

/// The middle value, or the mean of the two in the middle, rounded down; none of nothing.
func median(_ values: [Int64]) -> Int64? {
  guard !values.isEmpty else { return nil }
  let sorted = values.sorted()
  let upper = sorted[sorted.count / 2]
  guard sorted.count % 2 == 0 else { return upper }
  let lower = sorted[sorted.count / 2 - 1]
  return lower + (upper - lower) / 2
}
