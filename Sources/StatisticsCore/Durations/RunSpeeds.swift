/// How fast the machines of each run were.
///
/// A run on a slow machine, or before the machines were changed, is slower in all items alike. Items
/// that are known from other runs than the rest would be weighed too light or too heavy for it.
struct RunSpeeds {
  /// By run, what brings a time of it to the present.
  private var factors: [Double]
  /// By run, how long items took in it, where they took 1 in the latest run.
  private let paces: [Double]

  /// Runs that are all alike.
  static let alike = RunSpeeds(paces: [])
  /// Older runs are taken to be as fast as the oldest of these.
  private static let mostRuns = 64
  /// The fewest items in common from which two runs are compared.
  private static let fewestItems = 30

  private init(paces: [Double]) {
    self.paces = paces
    factors = paces.map { 1 / $0 }
  }

  /// Compares each run with the closest one after it, by the median ratio of the times of items that
  /// are in both.
  ///
  /// - Parameter rows: by item, its complete observations.
  init(of rows: [[DurationObservation]]) {
    let runs = min(Self.mostRuns, (rows.flatMap { $0 }.map { Int($0.run) }.max() ?? -1) + 1)
    var times = Array(repeating: [Int64](), count: runs)
    for run in times.indices { times[run] = Array(repeating: 0, count: rows.count) }
    for (item, row) in rows.enumerated() {
      for observation in row where times.indices.contains(Int(observation.run)) {
        times[Int(observation.run)][item] = observation.duration
      }
    }
    var paces: [Double] = []
    for run in times.indices {
      let newer = (0..<run).reversed()
      let compared = newer.lazy.compactMap { other in
        Self.ratio(of: times[run], to: times[other]).map { $0 * paces[other] }
      }
      paces.append(compared.first ?? paces.last ?? 1)
    }
    self.init(paces: paces)
  }

  /// The same, for a present that is as fast as the latest runs were in the mean.
  func present(by memory: RunMemory) -> RunSpeeds {
    let million = 1e6
    var recent = RecentTimes()
    recent.fill(paces.prefix(CompleteObservations.mostPicked).map { Int64($0 * million) }[...])
    recent.winsorize()
    let pace = Double(recent.mean(memory)) / million
    guard pace > 0 else { return self }
    var speeds = self
    speeds.factors = paces.map { pace / $0 }
    return speeds
  }

  /// What a time in a run would be at present, in microseconds, from 0 to a year.
  func present(_ time: Int64, ofRun run: Int32) -> Int64 {
    let held = min(max(time, 0), longestDuration)
    guard !factors.isEmpty else { return held }
    let factor = factors[min(max(Int(run), 0), factors.count - 1)]
    return factor == 1 ? held : min(Int64((Double(held) * factor).rounded()), longestDuration)
  }

  private static func ratio(of run: [Int64], to other: [Int64]) -> Double? {
    var ratios: [Double] = []
    for (time, otherTime) in zip(run, other) where time > 0 && otherTime > 0 {
      ratios.append(Double(time) / Double(otherTime))
    }
    guard ratios.count >= fewestItems else { return nil }
    ratios.sort()
    // A pace beyond this is no machine's.
    return min(max(ratios[ratios.count / 2], 0.05), 20)
  }
}

/// A year: so that sums over a suite cannot overflow.
let longestDuration: Int64 = 365 * 86_400_000_000
