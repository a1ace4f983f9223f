import RealModule

/// How slow each machine was, in logarithms: 0 is the middle one.
///
/// A slow machine is slow in all items alike, which is no change of any of them. The logarithm of a
/// time is that of its item and that of its machine, and both are found by median polish, which a
/// minority of items that did change, and of outliers, does not move (Tukey, "Exploratory data
/// analysis", 1977, chapter 11).
struct MachinePaces {
  /// By machine, how much longer all takes on it.
  let paces: [Double]

  /// The fewest items of a machine that tell how fast it was.
  private static let fewestItems = 20
  /// As many items are enough.
  private static let mostItems = 2000
  /// Reports count in milliseconds, and what takes few of them says nothing of the machine.
  private static let leastTime: Int64 = 5000
  private static let sweeps = 3

  /// - Parameters:
  ///   - series: the items.
  ///   - logarithms: of the times, by point.
  init(of series: ItemSeries, logarithms: [Double]) {
    let items = MachinePaces.telling(series)
    guard items.count >= MachinePaces.fewestItems else {
      paces = Array(repeating: 0, count: series.machines)
      return
    }
    let points = items.flatMap { series.range(of: $0) }
    var byMachine = Array(repeating: [Int](), count: series.machines)
    for point in points { byMachine[Int(series.points[point].machine)].append(point) }
    let told = byMachine.map { $0.count >= MachinePaces.fewestItems }
    var found = Array(repeating: 0.0, count: series.machines)
    var levels = Array(repeating: 0.0, count: series.points.count)
    for _ in 0..<MachinePaces.sweeps {
      let current = found
      let medians = concurrentMap(items.count, blockSize: 64) { position in
        median(
          series.range(of: items[position])
            .map { logarithms[$0] - current[Int(series.points[$0].machine)] }
        )
      }
      for (item, level) in zip(items, medians) {
        for point in series.range(of: item) { levels[point] = level }
      }
      for machine in found.indices where told[machine] {
        found[machine] = median(byMachine[machine].map { logarithms[$0] - levels[$0] })
      }
    }
    let center = median(found.indices.filter { told[$0] }.map { found[$0] })
    paces = found.indices.map { told[$0] ? found[$0] - center : 0 }
  }

  /// The items that tell of machines, evenly spread over all.
  private static func telling(_ series: ItemSeries) -> [Int] {
    let items = (0..<series.count).filter { item in
      let range = series.range(of: item)
      guard range.count >= 2 * ChangeScan.fewest else { return false }
      return series.points[range.lowerBound + range.count / 2].time >= leastTime
    }
    let step = max(1, (items.count + mostItems - 1) / mostItems)
    return stride(from: 0, to: items.count, by: step).map { items[$0] }
  }
}
