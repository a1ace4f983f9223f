import HistorySimulator
import StatisticsCore

/// A suite, and how long its items took in one run after the other.
struct MeasuredSuite {
  /// The suite's name.
  var name: String
  /// The items: paths of files, or IDs of tests.
  var items: [String]
  /// The runs, the oldest first.
  var runs: [Run]
  /// By item, its size in bytes, where sizes are known.
  var sizes: [Int64] = []
  /// By item, whether its history is kept from the plans; empty where none is.
  var isHidden: [Bool] = []

  /// One run of the suite.
  struct Run {
    /// By item, its time in microseconds; less than 0 where it did not run or was not measured.
    var times: [Int64]
    /// By item, how many of its cases ran.
    var cases: [Int32]
    /// How many items there were, measured or not.
    var listed: Int
  }

  /// The items that were measured in a run.
  func measured(in run: Int) -> [Int] { items.indices.filter { runs[run].times[$0] >= 0 } }

  /// The suite with a part of the items as new in each run: of these, nothing is known.
  func hiding(_ share: Double, seed: UInt64) -> MeasuredSuite {
    var random = SplitMix64(seed: seed)
    var suite = self
    suite.isHidden = items.map { _ in random.chance(share) }
    return suite
  }

  /// What was known of an item before a run, the latest first.
  func observations(of item: Int, before run: Int) -> [DurationObservation] {
    guard isHidden.isEmpty || !isHidden[item] else { return [] }
    return (0..<run).reversed().compactMap { earlier in
      let time = runs[earlier].times[item]
      guard time >= 0 else { return nil }
      return DurationObservation(
        run: Int32(run - 1 - earlier),
        duration: time,
        cases: runs[earlier].cases[item]
      )
    }
  }
}
