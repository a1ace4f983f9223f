import TestModel

/// When the runs of each stream took place and how much they executed.
struct RunCalendar {
  /// One stream, the runs of one job on one variant, as sums up to each of its runs.
  struct Stream {
    /// The job, by number.
    var job: Int
    var runs: [Int] = []
    var times: [Int64] = []
    /// Sums of the turns: a job on n nodes needs n runs to execute each test once.
    var turns: [Double] = [0]
    /// Sums of the tests executed.
    var executed: [Double] = [0]

    var allTurns: Double { turns[turns.count - 1] }
    /// The tests that are executed in one turn, on average.
    var testsPerTurn: Double { executed[executed.count - 1] / max(allTurns, 1e-9) }

    /// The positions of the runs from one moment to another, both included.
    func between(_ from: Int64, _ to: Int64) -> Range<Int> {
      let low = times.partitioningIndex { $0 >= from }
      return low..<max(low, times.partitioningIndex { $0 > to })
    }
  }

  private(set) var streams: [Stream] = []
  /// By run: its stream, its share of a turn, the tests it executed, and its machine (-1: unknown).
  private(set) var streamOfRun: [Int] = []
  private(set) var turnOfRun: [Double] = []
  private(set) var executedOfRun: [Double] = []
  private(set) var hostOfRun: [Int] = []
  let times: [Int64]
  /// By machine, its runs in the order of time.
  private(set) var runsOfHost: [[Int]] = []

  /// The day of a run, counted from the start of 1970 in UTC.
  func day(of run: Int) -> Int { Timestamp(milliseconds: times[run]).day }

  init(_ history: FlakinessHistory, _ table: FailureTable) {
    times = history.jobRuns.map(\.startedAt.milliseconds)
    var numbers: [JobVariant: Int] = [:]
    var jobs: [String: Int] = [:]
    var hosts: [String: Int] = [:]
    for (run, recorded) in history.jobRuns.enumerated() {
      let name = history.stream(of: Int32(run))
      let stream = number(of: name, in: &numbers)
      if stream == streams.count {
        streams.append(Stream(job: number(of: name.job, in: &jobs)))
      }
      let failed = table.positions(in: run).count
      let told = recorded.counts.cases - recorded.counts.skipped
      let turn = 1 / Double(max(1, recorded.jobRun.nodeTotal ?? 1))
      streams[stream].add(run, times[run], turn: turn, executed: Double(max(told, failed)))
      streamOfRun.append(stream)
      turnOfRun.append(turn)
      executedOfRun.append(Double(max(told, failed)))
      let host = recorded.jobRun.runner.map { number(of: $0, in: &hosts) } ?? -1
      hostOfRun.append(host)
      guard host >= 0 else { continue }
      if host == runsOfHost.count { runsOfHost.append([]) }
      runsOfHost[host].append(run)
    }
  }
}

extension RunCalendar.Stream {
  fileprivate mutating func add(_ run: Int, _ time: Int64, turn: Double, executed: Double) {
    runs.append(run)
    times.append(time)
    turns.append(turns[turns.count - 1] + turn)
    self.executed.append(self.executed[self.executed.count - 1] + executed)
  }
}

/// The number of a value; a new value gets the next one.
private func number<Value: Hashable>(of value: Value, in numbers: inout [Value: Int]) -> Int {
  if let known = numbers[value] { return known }
  numbers[value] = numbers.count
  return numbers.count - 1
}
