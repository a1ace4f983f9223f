import StatisticsCore
import TestSupport

/// A suite whose items take their time with noise, run after run.
struct DurationWorld {
  var random: SeededRandom
  var items: [String] = []
  var lists: [[DurationObservation]] = []

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  /// A time with the given relative noise around `time`, in microseconds.
  mutating func noisy(_ time: Int64, _ noise: Double = 0.1) -> Int64 {
    Int64(Double(time) * (1 + noise * Double.random(in: -1...1, using: &random)))
  }

  /// Adds items in folders, each of ten runs but some, one in `unknown` of none.
  mutating func addItems(_ count: Int, unknown: Int = 5) {
    for number in 0..<count {
      items.append("spec/area\(number % 7)/part\(number % 3)/case_\(number)_spec.rb")
      let time = Int64.random(in: 1_000...20_000_000, using: &random)
      let runs = number % unknown == 0 ? 0 : Int.random(in: 1...12, using: &random)
      lists.append(
        (0..<runs).map { run in
          DurationObservation(
            run: Int32(run),
            duration: noisy(time, 0.3),
            cases: Int32.random(in: 6...10, using: &random),
            failures: Int32.random(in: 0...9, using: &random) == 0 ? 1 : 0
          )
        }
      )
    }
  }

  func estimates(size: (Int) -> Int64? = { _ in nil }) -> [DurationEstimate] {
    estimateDurations(of: items, observations: DurationObservations(byItem: lists), size: size)
  }
}

/// Observations of ten cases each, the latest first, in seconds.
func observations(_ seconds: Double...) -> [DurationObservation] {
  seconds.enumerated().map { run, time in
    DurationObservation(run: Int32(run), duration: Int64(time * 1e6), cases: 10)
  }
}

/// The estimate of an item of these observations, in seconds.
func secondsEstimated(_ list: [DurationObservation]) -> Double {
  let known = DurationObservations(byItem: [list])
  return Double(estimateDurations(of: ["a"], observations: known)[0].microseconds) / 1e6
}
