import TestModel

/// What the search for causes asks of job runs, by position, gathered once: the runs of all tests
/// are compared by small numbers and not by texts.
struct CauseRuns {
  /// The rows of the job runs.
  let rows: [Int64]
  /// When they began.
  let starts: [Timestamp]
  /// What they took in seconds; 0 where it is not known.
  let durations: [Double]
  /// The jobs and variants, in order.
  let streamNames: [JobVariant]
  /// The position of each run's stream.
  let streams: [Int32]
  /// The hosts, in order.
  let hostNames: [String]
  /// The position of each run's host; -1 where it is not known.
  let hosts: [Int32]
  /// A number for each run's code.
  let codes: [Int32]
  /// A number for each run's stream and node.
  let nodes: [Int]

  init(_ history: FlakinessHistory) {
    let positions = history.jobRuns.indices
    rows = history.jobRuns.map(\.id)
    starts = history.jobRuns.map(\.startedAt)
    durations = history.jobRuns.map { $0.jobRun.duration?.seconds ?? 0 }
    let streamOfRun = positions.map { history.stream(of: Int32($0)) }
    streamNames = Set(streamOfRun).sorted()
    streams = numbers(of: streamOfRun, among: streamNames)
    let hostOfRun = history.jobRuns.map { $0.jobRun.runner ?? "" }
    hostNames = Set(hostOfRun).filter { !$0.isEmpty }.sorted()
    hosts = numbers(of: hostOfRun, among: hostNames)
    let codeOfRun = positions.map { history.codeKey(of: Int32($0)) }
    codes = numbers(of: codeOfRun, among: Set(codeOfRun).sorted())
    let most = 1000
    nodes = zip(streams, history.jobRuns).map { stream, run in
      // Nodes beyond a thousand share a number; they are compared less sharply.
      Int(stream) * most + min(max(run.jobRun.nodeIndex ?? 0, 0), most - 1)
    }
  }
}

/// The position of each value among the known ones; -1 where it is not among them.
private func numbers<Value: Hashable>(of values: [Value], among known: [Value]) -> [Int32] {
  let positions = Dictionary(
    known.enumerated().map { ($1, Int32($0)) },
    uniquingKeysWith: { first, _ in first }
  )
  return values.map { positions[$0] ?? -1 }
}
