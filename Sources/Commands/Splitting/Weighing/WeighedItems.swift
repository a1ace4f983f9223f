import StatisticsCore
import TestModel

/// The items of a split with what they weigh.
struct WeighedItems {
  /// The names, in the order of the input.
  let items: [String]
  /// What the names are: filename, classname or testname.
  let kind: String
  /// What each weighs: microseconds, or bytes where they are weighed by size.
  let weights: [Int64]
  /// Where the weights come from; none where they are no times.
  var estimates: [DurationEstimate] = []
  /// The times of the items in the last runs, where they were asked for.
  var observations = DurationObservations(values: [], starts: [0])
  /// By item, the node that ran it last, −1 where none is known; empty where none was asked for.
  var previous: [Int] = []
  /// What nodes and items take beside the tests; none where it is not known.
  var fixedCosts: FixedCosts?
  /// What people should know of the weights.
  var remarks: [String] = []
  /// Whether the items are dealt in turn, by name, since nothing is known of their times.
  var isByName = false

  /// The items as a split takes them.
  var shardItems: [ShardItem] {
    items.indices.map { position in
      ShardItem(
        name: items[position],
        weight: weights[position],
        deviation: estimates.isEmpty ? 0 : estimates[position].deviation
      )
    }
  }

  /// The share of the items whose own timings are known.
  var coveredNames: Double {
    guard !items.isEmpty else { return 1 }
    return Double(estimates.count { $0.isCovered }) / Double(items.count)
  }

  /// The share of the expected time that known timings make up.
  var coveredTime: Double {
    let all = estimates.reduce(0.0) { $0 + Double($1.microseconds) }
    guard all > 0 else { return items.isEmpty ? 1 : 0 }
    let covered = estimates.reduce(0.0) { $0 + ($1.isCovered ? Double($1.microseconds) : 0) }
    return covered / all
  }
}

extension DurationEstimate {
  /// Whether a timing of the item itself stands behind it.
  var isCovered: Bool {
    switch source {
    case .history, .imported: true
    case .folder, .suite, .option, .none: false
    }
  }
}
