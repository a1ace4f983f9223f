import RealModule
import TestModel

/// How slow each job run was, told by the durations of the tests in it.
struct RunLoads {
  /// By job run, the sum over tests of the logarithm of the duration over the usual one.
  private var sums: [Double]
  private var tests: [Int32]
  private let streams: [Int32]
  private let streamCount: Int
  /// Every how many tests one was read.
  private let step: Int

  /// How many runs of tests are looked at, so that the cost stays small however long the history.
  private static let mostRuns = 500_000
  /// The least number of other tests that tell how slow a job run was.
  private static let leastTests: Int32 = 3
  /// The least number of passes that make a usual duration.
  private static let leastPasses = 5

  /// Reads the durations of passing first attempts, of every nth test where there are many.
  init(_ history: FlakinessHistory, _ runs: CauseRuns) {
    streams = runs.streams
    streamCount = runs.streamNames.count
    sums = Array(repeating: 0, count: streams.count)
    tests = Array(repeating: 0, count: streams.count)
    let total = history.timelines.reduce(0) { $0 + $1.runs.count }
    step = total / RunLoads.mostRuns + 1
    for position in stride(from: 0, to: history.timelines.count, by: step) {
      let timed = history.timelines[position].runs
      for (run, slowness) in zip(timed, slowness(timed)) where run.first == .passed {
        guard !slowness.isNaN else { continue }
        sums[Int(run.run)] += slowness
        tests[Int(run.run)] += 1
      }
    }
  }

  /// For each run of a test, how slow the other tests in the job run were: the mean logarithm of
  /// duration over the usual duration; not a number where fewer than three others tell.
  ///
  /// - Parameter timeline: the test in the history.
  func loads(_ runs: [TestRun], of timeline: TestTimeline, at position: Int) -> [Double] {
    var own: [Int32: Double] = [:]
    if position % step == 0 {
      for (run, slowness) in zip(timeline.runs, slowness(timeline.runs))
      where run.first == .passed && !slowness.isNaN { own[run.run] = slowness }
    }
    return runs.map { run in
      let ownSlowness = own[run.run]
      let others = tests[Int(run.run)] - (ownSlowness == nil ? 0 : 1)
      guard others >= RunLoads.leastTests else { return .nan }
      return (sums[Int(run.run)] - (ownSlowness ?? 0)) / Double(others)
    }
  }

  /// For each run of a test the logarithm of the first attempt's duration over the median of the
  /// passes on the same stream; not a number where one of them is not known.
  func slowness(_ runs: [TestRun]) -> [Double] {
    var durations = Array(repeating: [Float](), count: streamCount)
    for run in runs where run.first == .passed && run.duration > 0 {
      durations[Int(streams[Int(run.run)])].append(run.duration)
    }
    let usual = durations.map { values in
      values.count < RunLoads.leastPasses
        ? Double.nan : Double(values.sorted()[(values.count - 1) / 2])
    }
    return runs.map { run in
      guard run.duration > 0 else { return .nan }
      return Double.log(Double(run.duration) / usual[Int(streams[Int(run.run)])])
    }
  }
}
