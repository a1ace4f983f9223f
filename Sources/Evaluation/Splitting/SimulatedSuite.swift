import HistorySimulator

/// What the runs of a simulated suite are like.
struct SimulatedSuite {
  /// What the table calls it.
  var name: String
  /// The standard deviation of the logarithm of an item's time from run to run.
  var noise = 0.25
  /// The share of times that are five times as long.
  var outliers = 0.02
  /// The share of items that come with the run that is predicted.
  var new = 0.0
  /// The share of items that are known from the latest three runs alone.
  var young = 0.0
  /// The share of items that become twice or three times as fast or slow somewhere.
  var shifting = 0.0
  /// The share of observations in which a part of the cases ran.
  var partial = 0.0
  /// The standard deviation of the logarithm of the speed of a run's machines.
  var machines = 0.0

  private static let items = 1000
  private static let folders = 30
  private static let runs = 11
  private static let cases: Int32 = 20

  /// The suites of the report.
  static let all = [
    SimulatedSuite(name: "noise of 25 %"),
    SimulatedSuite(name: "noise of 10 %", noise: 0.1),
    SimulatedSuite(name: "noise of 50 %", noise: 0.5),
    SimulatedSuite(name: "2 % of files new", new: 0.02),
    SimulatedSuite(name: "10 % of files new", new: 0.1),
    SimulatedSuite(name: "30 % of files new", new: 0.3),
    SimulatedSuite(name: "30 % of files change their level", shifting: 0.3),
    SimulatedSuite(name: "30 % of times are of partial reruns", partial: 0.3),
    SimulatedSuite(name: "machines differ, 20 % of files young", young: 0.2, machines: 0.3),
  ]

  /// Draws the suite; the same seed draws the same one.
  func suite(seed: UInt64) -> MeasuredSuite {
    var random = SplitMix64(seed: seed)
    let folders = (0..<Self.folders).map { _ in random.lognormal(median: 1, sigma: 0.7) }
    let paces = (0..<Self.runs).map { _ in random.lognormal(median: 1, sigma: machines) }
    let run = MeasuredSuite.Run(times: [], cases: [], listed: Self.items)
    var suite = MeasuredSuite(name: name, items: [], runs: paces.map { _ in run })
    for number in 0..<Self.items {
      let folder = random.integer(in: 0...(Self.folders - 1))
      let size = 0.8 * random.normal()
      suite.items.append("tests/area\(folder)/test_\(number).py")
      suite.sizes.append(Int64(4000 * portableExponential(size)))
      // Time goes with size to the power of 0.7.
      let typical = 1_000_000 * folders[folder] * portableExponential(0.7 * size)
      addItem(typical: random.lognormal(median: typical, sigma: 1), paces, to: &suite, &random)
    }
    return suite
  }

  private func addItem(
    typical: Double,
    _ paces: [Double],
    to suite: inout MeasuredSuite,
    _ random: inout SplitMix64
  ) {
    let last = Self.runs - 1
    let isNew = random.chance(new)
    let first =
      isNew ? last : random.chance(young) ? random.integer(in: (last - 3)...(last - 1)) : 0
    let change = random.chance(shifting) ? random.integer(in: 1...last) : Self.runs
    let factor = random.chance(0.5) ? 2.0 : random.chance(0.5) ? 0.5 : 3
    for run in 0...last {
      var time = random.lognormal(median: typical * paces[run], sigma: noise)
      if run >= change { time *= factor }
      if random.chance(outliers) { time *= 5 }
      var cases = Self.cases
      if run < last, random.chance(partial) {
        cases = Int32(random.integer(in: 1...8))
        time *= Double(cases) / Double(Self.cases)
      }
      suite.runs[run].times.append(run < first ? -1 : Int64(time))
      suite.runs[run].cases.append(cases)
    }
  }
}
