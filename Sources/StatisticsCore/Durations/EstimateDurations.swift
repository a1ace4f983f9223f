/// Estimates how long each item takes.
///
/// From the first of these that there is: the item's own complete runs; what other tools recorded;
/// `timeDefault`; the items in its folder and above it, and its size. Never zero, because an item of
/// no weight costs most: all new files land on one node. The same for the same items and observations
/// in whatever order.
///
/// - Parameters:
///   - items: the items of the split, paths or dotted names, each once.
///   - observations: by item as in `items`, its times in the runs that are known.
///   - imported: by position in `items`, the time that another tool recorded, in microseconds.
///   - timeDefault: what an item without any timing takes, where the caller says so, in microseconds.
///   - size: the size of the item at a position in bytes; asked for of items without any timing, and
///     of 500 others at most, since it takes a look at the file.
public func estimateDurations(
  of items: [String],
  observations: DurationObservations,
  imported: [Int: Int64] = [:],
  timeDefault: Int64? = nil,
  size: (Int) -> Int64? = { _ in nil }
) -> [DurationEstimate] {
  var estimates = measuredEstimates(of: items, observations)
  for item in items.indices where estimates[item].source == .none {
    if let time = imported[item] ?? timeDefault {
      estimates[item] = DurationEstimate(
        microseconds: min(max(1, time), longestDuration),
        source: imported[item] == nil ? .option : .imported
      )
    }
  }
  estimateUnknown(items, in: &estimates, size: size)
  return estimates
}

/// The estimates of the items that have observations; the others have the source `none`.
private func measuredEstimates(
  of items: [String],
  _ observations: DurationObservations
) -> [DurationEstimate] {
  let unknown = DurationEstimate(microseconds: 1, source: .none)
  let ranges = items.indices.map(observations.range)
  let measured = items.indices.filter { !ranges[$0].isEmpty }
  guard !measured.isEmpty else { return items.map { _ in unknown } }
  let noise = observations.values.withUnsafeBufferPointer { values in
    var complete = CompleteObservations()
    return SuiteNoise(
      ItemSample.of(items, at: measured).map { item in
        complete.pick(from: UnsafeBufferPointer(rebasing: values[ranges[item]]))
        return complete.values
      }
    )
  }
  let blocks = (ranges.count + itemsOfBlock - 1) / itemsOfBlock
  return concurrentMap(blocks, blockSize: 1) { block in
    let part = ranges[block * itemsOfBlock..<min(ranges.count, (block + 1) * itemsOfBlock)]
    return measuredEstimates(of: part, in: observations.values, noise)
  }
  .flatMap { $0 }
}

/// How many items are estimated in one go: two blocks at least of a suite where it matters.
private let itemsOfBlock = 4096

/// The estimates of some items, each by its range of the observations.
private func measuredEstimates(
  of ranges: ArraySlice<Range<Int>>,
  in values: [DurationObservation],
  _ noise: SuiteNoise
) -> [DurationEstimate] {
  values.withUnsafeBufferPointer { values in
    var complete = CompleteObservations()
    var times = RecentTimes()
    return ranges.map { range in
      guard !range.isEmpty else { return DurationEstimate(microseconds: 1, source: .none) }
      complete.pick(from: UnsafeBufferPointer(rebasing: values[range]))
      return noise.estimate(from: complete.values, with: &times)
    }
  }
}

/// Fills in the estimates that have the source `none`, where any other is known.
private func estimateUnknown(
  _ items: [String],
  in estimates: inout [DurationEstimate],
  size: (Int) -> Int64?
) {
  let unknown = items.indices.filter { estimates[$0].source == .none }
  guard !unknown.isEmpty else { return }
  let known = estimates.map { $0.source == .none ? 0 : $0.microseconds }
  let sample = ItemSample.of(items, at: items.indices.filter { known[$0] > 0 })
  guard let model = UnknownDurations(items: items, known: known, sample: sample, size: size) else {
    return
  }
  for item in unknown { estimates[item] = model.estimate(items[item], bytes: size(item)) }
}
