/// How fast a run loses weight as newer ones come.
///
/// Where times are noisy, many runs say more than one; where files change all the time, the last run
/// says most. Which it is differs from suite to suite, and its own past tells.
struct RunMemory {
  /// The share of the weight of a run that the one before it loses, from 0 to 1.
  let loss: Double
  /// By age, the weight of a run.
  let weights: [Int64]

  /// What a suite is taken for that has too little past to tell.
  static let assumed = RunMemory(loss: 0.5)
  private static let candidates = [0.5, 0.35, 0.25, 0.15, 0, 0.7, 1].map(RunMemory.init)
  /// The fewest predictions that can tell.
  private static let fewestPredictions = 30
  /// As many of the latest runs are predicted from those before.
  private static let runsPredicted = 3

  /// Exponential weights (Brown, "Exponential smoothing for predicting demand", 1956), in 256ths.
  private init(loss: Double) {
    self.loss = loss
    var weight = 256.0
    weights = (0..<CompleteObservations.mostPicked).map { _ in
      defer { weight *= 1 - loss }
      return Int64(weight.rounded())
    }
  }

  /// The memory with which the latest runs of the items would have been predicted best.
  ///
  /// Best is the least sum of absolute errors, in time: an error of a long item costs more.
  ///
  /// - Parameters:
  ///   - rows: by item, its times at one speed, the latest first.
  ///   - drawingIn: whether times that stand out are drawn in.
  static func learned(from rows: [[Int64]], drawingIn: Bool) -> RunMemory {
    var errors = Array(repeating: Int64(0), count: candidates.count)
    var predictions = 0
    var earlier = RecentTimes()
    for row in rows {
      for predicted in 0..<runsPredicted where row.count >= predicted + 3 {
        earlier.fill(row[(predicted + 1)...])
        if drawingIn { earlier.winsorize() }
        predictions += 1
        for (index, candidate) in candidates.enumerated() {
          errors[index] += Int64((row[predicted] - earlier.mean(candidate)).magnitude)
        }
      }
    }
    guard predictions >= fewestPredictions, let least = errors.min(),
      let best = errors.firstIndex(of: least)
    else { return assumed }
    return candidates[best]
  }
}
