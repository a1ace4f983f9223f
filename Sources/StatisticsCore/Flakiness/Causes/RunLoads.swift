import RealModule
import TestModel

/// How slow each job run was, told by the durations of the tests in it.
struct RunLoads {
  /// By job run, the sum over tests of the logarithm of the duration over the usual one.
  private var sums: [Double]
  private var tests: [Int32]
  /// By job run, the number of its stream.
  private let streams: [Int32]
  /// Every how many tests one was read.
  private let step: Int

  /// How many runs of tests are looked at, so that the cost stays small however long the history.
  private static let mostRuns = 2_000_000
  /// The least number of other tests that tell how slow a job run was.
  private static let leastTests: Int32 = 3
  /// The least number of passes that make a usual duration.
  private static let leastPasses = 5

  /// Reads the durations of passing first attempts, of every nth test where there are many.
  init(_ history: FlakinessHistory) {
    streams = streamNumbers(history)
    sums = Array(repeating: 0, count: history.jobRuns.count)
    tests = Array(repeating: 0, count: history.jobRuns.count)
    let total = history.timelines.reduce(0) { $0 + $1.runs.count }
    step = total / RunLoads.mostRuns + 1
    for position in stride(from: 0, to: history.timelines.count, by: step) {
      for (run, ratio) in slowness(history.timelines[position]) {
        sums[run] += ratio
        tests[run] += 1
      }
    }
  }

  /// By job run, how slow the other tests in it were: the mean logarithm of duration over the usual
  /// duration; job runs with fewer than three others are not named.
  func loads(without position: Int, in history: FlakinessHistory) -> [Int: Double] {
    let timeline = history.timelines[position]
    let isCounted = position % step == 0
    let own =
      isCounted
      ? Dictionary(slowness(timeline), uniquingKeysWith: { first, _ in first }) : [:]
    var loads: [Int: Double] = [:]
    for testRun in timeline.runs {
      let run = Int(testRun.run)
      let others = tests[run] - (own[run] == nil ? 0 : 1)
      guard others >= RunLoads.leastTests else { continue }
      loads[run] = (sums[run] - (own[run] ?? 0)) / Double(others)
    }
    return loads
  }

  /// The passing first attempts of a test with their durations, each over the median of its stream,
  /// as logarithms.
  func slowness(_ timeline: TestTimeline) -> [(run: Int, ratio: Double)] {
    let timed = timeline.runs.filter { $0.first == .passed && $0.duration > 0 }
    let usual = usualDurations(timed)
    return timed.compactMap { run in
      guard let typical = usual[streams[Int(run.run)]] else { return nil }
      return (Int(run.run), Double.log(Double(run.duration) / typical))
    }
  }

  /// A duration over the median of the passes of the same stream; none where there are few.
  func relativeDurations(
    _ runs: [TestRun],
    to passes: [TestRun]
  ) -> [(run: Int, ratio: Double)] {
    let usual = usualDurations(passes.filter { $0.duration > 0 })
    return runs.compactMap { run in
      guard run.duration > 0, let typical = usual[streams[Int(run.run)]] else { return nil }
      return (Int(run.run), Double(run.duration) / typical)
    }
  }

  /// By stream, the median duration of its passes in seconds.
  private func usualDurations(_ passes: [TestRun]) -> [Int32: Double] {
    var durations: [Int32: [Double]] = [:]
    for run in passes { durations[streams[Int(run.run)], default: []].append(Double(run.duration)) }
    return durations.compactMapValues { values in
      values.count < RunLoads.leastPasses ? nil : lowerMedian(ofSorted: values.sorted())
    }
  }
}

/// By job run, the number of its stream.
private func streamNumbers(_ history: FlakinessHistory) -> [Int32] {
  var numbers: [JobVariant: Int32] = [:]
  return history.jobRuns.indices.map { run in
    let stream = history.stream(of: Int32(run))
    let number = numbers[stream] ?? Int32(numbers.count)
    numbers[stream] = number
    return number
  }
}
