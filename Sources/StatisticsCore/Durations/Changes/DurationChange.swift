/// A time from which on an item was slower, or faster, than before.
public struct DurationChange: Sendable, Hashable {
  /// The item: its position in the series.
  public var item: Int
  /// What it took before and after: the medians, in microseconds, on a machine of middle speed.
  public var before, after: Int64
  /// The first run after the change.
  public var firstRun: Int
  /// The last run that was surely before it.
  public var lastRunBefore: Int
  /// The first run that was surely after it.
  public var upToRun: Int
  /// How many runs stand behind the time before and after.
  public var runsBefore, runsAfter: Int
  /// How many cases the item had before and after: the medians.
  public var casesBefore, casesAfter: Int32
  /// Whether it came bit by bit between the two runs, and not at once.
  public var isGradual: Bool
  /// The probability of a change as clear where there is none.
  public var pValue: Double
  /// The same after the correction for the number of series that were tried: the lowest false
  /// discovery rate of a list that has it.
  public var adjustedPValue: Double
  /// Whether it is the last change of the item: what it takes now is what it took after it.
  public var isLast: Bool

  /// Whether the item became slower.
  public var isSlower: Bool { after > before }

  /// How many times as long it takes after the change.
  public var factor: Double { before > 0 ? Double(after) / Double(before) : 1 }

  /// The difference in microseconds; negative where it became faster.
  public var difference: Int64 { after - before }

  /// Whether it is worth telling: by a tenth at least, and by ten milliseconds.
  public var isNotable: Bool {
    let (less, more) = (min(before, after), max(before, after))
    return more - less >= 10_000 && Double(more) >= 1.1 * Double(less)
  }
}

/// What was found of the changes in series.
public struct DurationChanges: Sendable, Hashable {
  /// The changes, by item and then by run.
  public var changes: [DurationChange]
  /// How many series were tried: those with enough runs.
  public var tried: Int

  /// The share of false ones that is to be expected among the changes.
  public static let falseDiscoveryRate = 0.05
}
