/// What the runs of a suite are like: how noisy, how fast, how soon out of date.
///
/// Learned from a sample of its items.
struct SuiteNoise {
  /// How fast runs lose weight.
  let memory: RunMemory
  /// How fast the machines were.
  let speeds: RunSpeeds
  /// Whether times that stand out are drawn in.
  let drawsIn: Bool
  /// The variance of an item's runs over the square of its mean; none where none ran three times.
  let relativeVariance: Double?

  /// Learns from items, each with its complete observations.
  init(_ rows: [[DurationObservation]]) {
    let speeds = RunSpeeds(of: rows)
    let times = rows.map { row in row.map { speeds.present($0.duration, ofRun: $0.run) } }
    let drawsIn = OutlierShare.isOfAccidents(rows, times)
    let memory = RunMemory.learned(from: times, drawingIn: drawsIn)
    self.drawsIn = drawsIn
    self.memory = memory
    self.speeds = speeds.present(by: memory)
    let millionths = times.compactMap { Self.relativeVariance($0, memory, drawingIn: drawsIn) }
    relativeVariance =
      millionths.isEmpty ? nil : Double(millionths.reduce(0, +)) / Double(millionths.count) / 1e6
  }

  /// The estimate from an item's complete observations.
  ///
  /// The deviation is drawn towards that of the suite as if it had seen it in four more runs (Smyth,
  /// "Linear models and empirical Bayes methods", 2004, section 3, with its own degrees of freedom).
  func estimate(
    from observations: [DurationObservation],
    with times: inout RecentTimes
  ) -> DurationEstimate {
    times.fill(observations, at: speeds)
    times.forgetBeforeShift()
    if drawsIn { times.winsorize() }
    let time = min(max(1, times.mean(memory)), longestDuration)
    let own = times.squares(from: time)
    let (prior, free) = (relativeVariance == nil ? 0.0 : 4, Double(times.times.count - 1))
    let expected = (relativeVariance ?? 0) * Double(time) * Double(time)
    let variance = prior + free > 0 ? (own + prior * expected) / (prior + free) : 0
    return DurationEstimate(
      microseconds: time,
      deviation: Int64(variance.squareRoot().rounded()),
      source: .history(runs: times.times.count)
    )
  }

  private static func relativeVariance(_ row: [Int64], _ memory: RunMemory, drawingIn: Bool) -> Int?
  {
    guard row.count >= 3 else { return nil }
    var times = RecentTimes()
    times.fill(row[...])
    if drawingIn { times.winsorize() }
    let mean = times.mean(memory)
    guard mean > 0 else { return nil }
    let variance = times.squares(from: mean) / Double(row.count - 1)
    // Whole millionths, so that the mean is the same in any order; 4 is a deviation of twice the mean.
    return Int((min(4, variance / (Double(mean) * Double(mean))) * 1e6).rounded())
  }
}
