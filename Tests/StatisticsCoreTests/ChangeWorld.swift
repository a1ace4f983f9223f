import RealModule
import TestSupport

@testable import StatisticsCore

/// Items whose times over the runs of a suite are known to change, or not to.
struct ChangeWorld {
  var items: Int
  var runs: Int
  /// The standard deviation of the logarithm of one time.
  var noise = 0.15
  /// How probable it is that a time is an outlier, of up to five times.
  var outliers = 0.03
  /// The standard deviation of the logarithm of a machine's speed.
  var machineNoise = 0.1
  var nodes = 1
  /// What all take longer in a run.
  var slowness: (Int) -> Double = { _ in 1 }
  /// What an item takes longer in a run.
  var course: (_ item: Int, _ run: Int) -> Double = { _, _ in 1 }
  /// Whether an item's time does not depend on the machine.
  var sleeps: (Int) -> Bool = { _ in false }

  func series(seed: UInt64) -> ItemSeries {
    var random = SeededRandom(seed: seed)
    let paces = (0..<runs * nodes).map { machine in
      Double.exp(machineNoise * random.normal()) * slowness(machine / nodes)
    }
    var series = ItemSeries()
    for item in 0..<items {
      let base = 50_000 * Double.exp(1.2 * random.normal())
      series.append(
        (0..<runs).map { run in
          let machine = run * nodes + Int.random(in: 0..<nodes, using: &random)
          var time = base * Double.exp(noise * random.normal()) * course(item, run)
          if random.share() < outliers { time *= 1 + 4 * random.share() }
          if !sleeps(item) { time *= paces[machine] }
          // Reports count in milliseconds.
          let rounded = Int64((time / 1000).rounded()) * 1000
          return ItemSeries.Point(run: Int32(run), machine: Int32(machine), time: rounded)
        }
      )
    }
    return series
  }
}

extension SeededRandom {
  mutating func share() -> Double { Double.random(in: 0..<1, using: &self) }

  /// A number of the standard normal distribution (Box and Muller, 1958).
  mutating func normal() -> Double {
    let radius = (-2 * Double.log(1 - share())).squareRoot()
    return radius * Double.cos(2 * Double.pi * share())
  }
}
