import TestModel

/// Tries whether the flakes of a test fall into some hours, weekdays, or ends of days and months.
///
/// For each window the p-value is the hypergeometric tail of the number of flakes in it: the flakes
/// are drawn from all first attempts of the test, whose own times are the exposure, so that busy
/// hours mean nothing. The least p-value is taken times the number of windows: a scan statistic
/// whose correction is an upper bound, since windows overlap. A window counts only if its flakes
/// come from several days, weeks or months and none has more than two in three of them: one bad
/// evening is no habit. For the same reason only the first run on each code and stream counts: what
/// failed is run again soon, and may fail for the same reason.
///
/// Source: Kulldorff, "A spatial scan statistic", 1997, here conditional on the exposure and with
/// Bonferroni's bound in place of simulation.
func timeHypothesis(_ cases: FlakeCases, in runs: CauseRuns) -> CauseHypothesis? {
  let firstRuns = cases.firstRuns(in: runs)
  let moments = firstRuns.map { runs.starts[Int($0.run)] }
  let flakes = zip(firstRuns, moments).filter { $0.0.failedFirst }.map(\.1)
  guard flakes.count > 2, flakes.count < moments.count else { return nil }
  var best: (window: TimeWindows.Window, flakes: Int, runs: Int, pValue: Double)?
  for windows in TimeWindows.all {
    let failed = windows.histogram(flakes)
    let ran = windows.histogram(moments)
    for window in windows.windows {
      let inWindow = window.bins.reduce(0) { $0 + failed[$1] }
      let runsInWindow = window.bins.reduce(0) { $0 + ran[$1] }
      // Where no more flakes are than runs are, the tail is of no interest.
      guard inWindow * moments.count > flakes.count * runsInWindow else { continue }
      let pValue = hypergeometricTail(
        atLeast: inWindow,
        marked: runsInWindow,
        drawn: flakes.count,
        population: moments.count
      )
      guard pValue < best?.pValue ?? .infinity, windows.recurs(flakes, in: window) else {
        continue
      }
      best = (window, inWindow, runsInWindow, pValue)
    }
  }
  guard let best else { return CauseHypothesis(.timeOfDay, pValue: 1) { "" } }
  let tried = TimeWindows.all.reduce(0) { $0 + $1.windows.count }
  return CauseHypothesis(.timeOfDay, pValue: best.pValue * Double(tried)) {
    "\(best.flakes) of its \(flakes.count) flakes on different code were \(best.window.name), "
      + "where \(humanPercentage(Double(best.runs) / Double(moments.count))) of its runs were"
  }
}

extension TimeWindows {
  /// How many moments fall into each bin.
  fileprivate func histogram(_ moments: [Timestamp]) -> [Int] {
    moments.reduce(into: Array(repeating: 0, count: binCount)) { $0[bin($1)] += 1 }
  }

  /// Whether the flakes in a window come from enough periods, none of which has more than two in
  /// three.
  fileprivate func recurs(_ flakes: [Timestamp], in window: Window) -> Bool {
    let periods = flakes.filter { window.bins.contains(bin($0)) }
      .map { period($0, window.bins[0]) }
    let ofEach = counts(periods)
    guard ofEach.count >= leastPeriods, let most = ofEach.values.max() else { return false }
    return most * 3 <= periods.count * 2
  }
}
