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
  var measured = measuredEstimates(observations, SuiteNoise(of: items, observations))
  let missing = items.count - measured.count
  if missing > 0 { measured += Array(repeating: .unknown, count: missing) }
  return estimateDurations(
    of: items,
    measured: measured,
    imported: imported,
    timeDefault: timeDefault,
    size: size
  )
}

/// Estimates how long each item takes, where it is known what their own runs say.
///
/// - Parameters:
///   - measured: by item, the estimate from its own runs; of the source `none` where it has none.
public func estimateDurations(
  of items: [String],
  measured: [DurationEstimate],
  imported: [Int: Int64] = [:],
  timeDefault: Int64? = nil,
  size: (Int) -> Int64? = { _ in nil }
) -> [DurationEstimate] {
  var estimates = measured
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

/// The estimates of items by their observations; those that have none have the source `none`.
func measuredEstimates(
  _ observations: DurationObservations,
  _ noise: SuiteNoise
) -> [DurationEstimate] {
  let count = observations.starts.count - 1
  let blocks = (count + itemsOfBlock - 1) / itemsOfBlock
  return concurrentMap(blocks, blockSize: 1) { block in
    let items = block * itemsOfBlock..<min(count, (block + 1) * itemsOfBlock)
    return measuredEstimates(of: items.map(observations.range), in: observations.values, noise)
  }
  .flatMap { $0 }
}

/// How many items are estimated in one go: two blocks at least of a suite where it matters.
private let itemsOfBlock = 4096

/// The estimates of some items, each by its range of the observations.
private func measuredEstimates(
  of ranges: [Range<Int>],
  in values: [DurationObservation],
  _ noise: SuiteNoise
) -> [DurationEstimate] {
  values.withUnsafeBufferPointer { values in
    var complete = CompleteObservations()
    var times = RecentTimes()
    return ranges.map { range in
      guard !range.isEmpty else { return .unknown }
      complete.pick(from: UnsafeBufferPointer(rebasing: values[range]))
      return noise.estimate(from: complete.values, with: &times)
    }
  }
}

extension SuiteNoise {
  /// Learns from a sample of items.
  ///
  /// - Parameters:
  ///   - names: by item, its name.
  ///   - observations: by item, its times.
  init(of names: [String], _ observations: DurationObservations) {
    let measured = names.indices.filter { !observations.range(of: $0).isEmpty }
    let rows = observations.values.withUnsafeBufferPointer { values in
      var complete = CompleteObservations()
      return ItemSample.of(names, at: measured).map { item in
        complete.pick(from: UnsafeBufferPointer(rebasing: values[observations.range(of: item)]))
        return complete.values
      }
    }
    self.init(rows)
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
