import RealModule

/// Finds when items became slower or faster for good.
///
/// Each item's times, with the speed of the machine taken out, are scanned for the place where they
/// change most (`ChangeScan`). Of all items together as many are told that 5 % of them are expected to
/// be false (Benjamini and Hochberg, 1995). What is left on both sides of a change is scanned again, as
/// a family of its own (binary segmentation: Vostrikova, "Detecting disorder in multidimensional random
/// processes", 1981; the families: Yekutieli, "Hierarchical false discovery rate-controlling
/// methodology", 2008).
///
/// An item that does not depend on the machine, because it sleeps, would change whenever machines do
/// once their speed is taken out: the times as they were have to change at the same place as well. The
/// p-value is the larger of both (Berger, "Multiparameter hypothesis testing and acceptance sampling",
/// 1982: an intersection-union test).
///
/// - Parameters:
///   - series: the items.
///   - isOfSuites: whether the items are whole suites, of which no speed can be taken out.
public func findChanges(in series: ItemSeries, isOfSuites: Bool = false) -> DurationChanges {
  ChangeFinding(series, isOfSuites: isOfSuites).find()
}

private struct ChangeFinding {
  /// Times under this are no more than the last digit of what reports count in.
  private static let leastTime: Int64 = 1000

  /// A part of an item's points that is to be scanned.
  private struct Segment {
    var item: Int
    var points: Range<Int>
  }

  /// A change of which it is not known yet what comes before and after.
  private struct Found {
    var item: Int
    var points: Range<Int>
    /// The first point after the change.
    var cut: Int
    var range: ClosedRange<Int>
    var isGradual: Bool
    var pValue: Double
    var adjusted: Double
  }

  private let series: ItemSeries
  private let raw: [Double]
  private let values: [Double]

  init(_ series: ItemSeries, isOfSuites: Bool) {
    self.series = series
    let raw = series.points.map { Double.log(Double(max(1, $0.time))) }
    self.raw = raw
    if isOfSuites {
      values = raw
    } else {
      let paces = MachinePaces(of: series, logarithms: raw).paces
      values = zip(series.points, raw).map { $1 - paces[Int($0.machine)] }
    }
  }

  func find() -> DurationChanges {
    var segments = (0..<series.count).compactMap { item -> Segment? in
      let range = series.range(of: item)
      guard range.count >= 2 * ChangeScan.fewest,
        range.contains(where: { series.points[$0].time >= ChangeFinding.leastTime })
      else { return nil }
      return Segment(item: item, points: range)
    }
    let tried = segments.count
    var found: [Found] = []
    while !segments.isEmpty {
      let changes = clear(of: segments)
      found += changes
      segments = changes.filter { !$0.isGradual }.flatMap { change in
        [change.points.lowerBound..<change.cut, change.cut..<change.points.upperBound]
          .filter { $0.count >= 2 * ChangeScan.fewest }
          .map { Segment(item: change.item, points: $0) }
      }
    }
    return DurationChanges(changes: told(found), tried: tried)
  }

  /// The changes of one family of segments.
  private func clear(of segments: [Segment]) -> [Found] {
    let pValues = concurrentMap(segments.count, blockSize: 32) { pValue(of: segments[$0]) }
    let adjusted = adjustedPValues(pValues)
    let clear = segments.indices.filter { adjusted[$0] <= DurationChanges.falseDiscoveryRate }
    return concurrentMap(clear.count) { position -> Found? in
      let index = clear[position]
      let segment = segments[index]
      guard let place = ChangeLocation(Array(values[segment.points])) else { return nil }
      let first = segment.points.lowerBound
      return Found(
        item: segment.item,
        points: segment.points,
        cut: first + place.cut,
        range: first + place.range.lowerBound...first + place.range.upperBound,
        isGradual: place.isGradual,
        pValue: pValues[index],
        adjusted: adjusted[index]
      )
    }
    .compactMap { $0 }
  }

  private func pValue(of segment: Segment) -> Double {
    guard let scan = ChangeScan(Array(values[segment.points])), scan.pValue < 1 else { return 1 }
    let told = ChangeScan.pValue(
      of: Array(raw[segment.points]),
      cut: scan.cut,
      isRise: scan.isRise
    )
    return max(scan.pValue, told)
  }

  // MARK: Telling

  /// The changes with what comes before and after each, up to the next ones.
  private func told(_ found: [Found]) -> [DurationChange] {
    let sorted = found.sorted { ($0.item, $0.cut) < ($1.item, $1.cut) }
    return sorted.indices.map { position in
      let change = sorted[position]
      let all = series.range(of: change.item)
      let earlier = position > 0 && sorted[position - 1].item == change.item
      let later = position + 1 < sorted.count && sorted[position + 1].item == change.item
      let first = earlier ? sorted[position - 1].cut : all.lowerBound
      let end = later ? sorted[position + 1].cut : all.upperBound
      return told(change, from: first, to: end, isLast: !later)
    }
  }

  private func told(_ change: Found, from first: Int, to end: Int, isLast: Bool) -> DurationChange {
    var (before, after) = (first..<change.cut, change.cut..<end)
    var range = change.range
    if change.isGradual {
      // What it took at the beginning and at the end says more than the means of a slope.
      let third = change.points.count / 3
      before = change.points.lowerBound..<change.points.lowerBound + third
      after = change.points.upperBound - third..<change.points.upperBound
      range = before.upperBound...after.lowerBound
    }
    return DurationChange(
      item: change.item,
      before: time(median(values[before])),
      after: time(median(values[after])),
      firstRun: Int(series.points[change.isGradual ? range.lowerBound : change.cut].run),
      lastRunBefore: Int(series.points[range.lowerBound - 1].run),
      upToRun: Int(series.points[range.upperBound].run),
      runsBefore: before.count,
      runsAfter: after.count,
      casesBefore: cases(before),
      casesAfter: cases(after),
      isGradual: change.isGradual,
      pValue: change.pValue,
      adjustedPValue: change.adjusted,
      isLast: isLast
    )
  }

  private func time(_ logarithm: Double) -> Int64 {
    Int64(min(Double.exp(logarithm).rounded(), Double(longestDuration)))
  }

  private func cases(_ points: Range<Int>) -> Int32 {
    Int32(median(points.map { Double(series.points[$0].cases) }).rounded())
  }
}
