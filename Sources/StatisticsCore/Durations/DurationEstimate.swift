public import TestModel

/// How long an item of a split is expected to take, and how that is known.
public struct DurationEstimate: Sendable, Hashable {
  /// Where an estimate comes from.
  public enum Source: Sendable, Hashable {
    /// The median of this many runs.
    case history(runs: Int)
    /// The median of the known items in the same folder.
    case folder(String)
    /// The median of all known items.
    case median
    /// The option `--time-default`.
    case option
    /// Nothing is known of any item: all weigh the same.
    case none
  }

  /// The expected time in milliseconds, over 0.
  public var milliseconds: Int64
  /// Where it comes from.
  public var source: Source

  /// Whether the item's own history stands behind it.
  public var isMeasured: Bool {
    if case .history = source { true } else { false }
  }
}

/// Estimates how long each item takes.
///
/// The median of the last runs: an outlier, which the last run alone or the mean would carry into
/// every split, does not move it. An item without history gets the median of its folder, else that
/// of all, because an item of no weight costs most (all new files land on one node). Never zero.
///
/// - Parameters:
///   - items: the items of the split.
///   - history: by item, its time in each of the runs that are known.
///   - timeDefault: what an item without history weighs, where the caller says so.
public func estimateDurations(
  of items: [String],
  history: [String: [Microseconds]],
  timeDefault: Microseconds?
) -> [DurationEstimate] {
  let known = history.compactMapValues { median($0.map(\.milliseconds)) }
  let byFolder = Dictionary(grouping: known, by: { folder(of: $0.key) })
    .compactMapValues { median($0.map(\.value)) }
  let overall = median(Array(known.values))
  return items.map { item in
    if let milliseconds = known[item] {
      let runs = history[item]?.count ?? 0
      return DurationEstimate(milliseconds: weight(milliseconds), source: .history(runs: runs))
    }
    if let timeDefault {
      return DurationEstimate(milliseconds: weight(timeDefault.milliseconds), source: .option)
    }
    let folder = folder(of: item)
    if let milliseconds = byFolder[folder] {
      return DurationEstimate(milliseconds: weight(milliseconds), source: .folder(folder))
    }
    if let overall { return DurationEstimate(milliseconds: weight(overall), source: .median) }
    return DurationEstimate(milliseconds: 1, source: .none)
  }
}

/// A time as a weight: never zero, and never so long that the sum over a suite could overflow.
private func weight(_ milliseconds: Int64) -> Int64 {
  min(max(1, milliseconds), 365 * 86_400_000)
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

/// The folder of a path, or the package of a dotted name.
private func folder(of item: String) -> String {
  guard let end = item.lastIndex(of: "/") ?? item.lastIndex(of: ".") else { return "" }
  return String(item[..<end])
}
