/// How much of a suite's time is in times that stand out among their item's own.
///
/// In most suites they are accidents: a machine that stalled, a test that hung. In some they are what
/// every run does, such as a set-up that takes a minute and is counted to the first test of each
/// process, whichever that is; without them, the items that tend to be first would weigh next to
/// nothing.
enum OutlierShare {
  /// The share of a run's time that accidents do not reach in every other run.
  private static let most = 0.125
  /// The fewest runs that tell.
  private static let fewestRuns = 3

  /// Whether times that stand out are accidents, and are to be drawn in.
  ///
  /// - Parameters:
  ///   - rows: by item, its complete observations.
  ///   - times: by item, the times of these at one speed.
  static func isOfAccidents(_ rows: [[DurationObservation]], _ times: [[Int64]]) -> Bool {
    var runs: [Int32: (whole: Int64, excess: Int64)] = [:]
    var drawnIn = RecentTimes()
    for (row, times) in zip(rows, times) {
      drawnIn.fill(times[...])
      drawnIn.winsorize()
      for (index, observation) in row.enumerated() {
        let excess = max(0, times[index] - drawnIn.times[index])
        runs[observation.run, default: (0, 0)].whole += times[index]
        runs[observation.run, default: (0, 0)].excess += excess
      }
    }
    guard runs.count >= fewestRuns else { return true }
    let exceeding = runs.values.count { Double($0.excess) > most * Double($0.whole) }
    return exceeding * 2 < runs.count
  }
}
