import TestModel

/// What the model needs to know of the job runs, as numbers: found once for all tests.
struct RunFacts {
  /// By run, the position of its job and variant in `streams`.
  private(set) var stream: [Int32] = []
  /// By run, the position of its code in `codes`.
  private(set) var code: [Int32] = []
  /// The jobs and variants, in order of their names.
  let streams: [JobVariant]
  /// The pieces of code, in the order in which they were first tested.
  private(set) var codes: [Code] = []
  /// By stream, the runs that have tests, by time, and how many pipelines had begun with each.
  private var pipelinesOfStream: [[(run: Int32, pipelines: Int32)]]

  /// One piece of code: a commit, or a pull request merged with its base.
  struct Code {
    /// The commit's name, as far as it is known.
    var commit: String?
    /// Whether it was tested on the default branch.
    var isOnDefaultBranch: Bool
    /// A number of the branch or pull request that it belongs to; -1 on the default branch.
    var change: Int32
  }

  init(_ history: FlakinessHistory) {
    let names = history.jobRuns.indices.map { history.stream(of: Int32($0)) }
    streams = Set(names).sorted()
    let positions = Dictionary(uniqueKeysWithValues: streams.enumerated().map { ($1, Int32($0)) })
    stream = names.map { positions[$0] ?? 0 }
    pipelinesOfStream = Array(repeating: [], count: streams.count)
    var codePositions: [String: Int32] = [:]
    var changePositions: [String: Int32] = [:]
    for (run, recorded) in history.jobRuns.enumerated() {
      let key = recorded.jobRun.repo.map { $0 + " " } ?? ""
      let isDefault = recorded.isOnDefaultBranch
      let codeKey = key + history.codeKey(of: Int32(run))
      let position = codePositions[codeKey] ?? Int32(codes.count)
      if position == codes.count {
        codePositions[codeKey] = position
        codes.append(Code(commit: recorded.jobRun.commit, isOnDefaultBranch: false, change: -1))
      }
      code.append(position)
      if isDefault {
        codes[Int(position)].isOnDefaultBranch = true
      } else if codes[Int(position)].change < 0 {
        let change =
          key + (recorded.jobRun.pr.map { "#\($0)" } ?? recorded.jobRun.branch ?? "")
        let known = changePositions[change] ?? Int32(changePositions.count)
        changePositions[change] = known
        codes[Int(position)].change = known
      }
    }
    countPipelines(history)
  }

  private mutating func countPipelines(_ history: FlakinessHistory) {
    var seen = Array(repeating: Set<String>(), count: streams.count)
    for (run, recorded) in history.jobRuns.enumerated() where recorded.counts.cases > 0 {
      let stream = Int(self.stream[run])
      seen[stream].insert(recorded.jobRun.pipeline ?? "run \(recorded.id)")
      pipelinesOfStream[stream].append((Int32(run), Int32(seen[stream].count)))
    }
  }

  /// How many pipelines began to run a job and variant after a run.
  func pipelines(ofStream stream: Int32, after run: Int32) -> Int {
    let pipelines = pipelinesOfStream[Int(stream)]
    guard let last = pipelines.last else { return 0 }
    var low = 0
    var high = pipelines.count
    while low < high {
      let middle = (low + high) / 2
      if pipelines[middle].run <= run { low = middle + 1 } else { high = middle }
    }
    return Int(last.pipelines - (low == 0 ? 0 : pipelines[low - 1].pipelines))
  }

  /// Whether some jobs and variants went on without a test that they ran.
  ///
  /// - Parameters:
  ///   - streams: their positions.
  ///   - lastRun: the last run of the test.
  func isGone(_ streams: [Int32], lastRun: Int32) -> Bool {
    let pipelines = streams.map { self.pipelines(ofStream: $0, after: lastRun) }
    return (pipelines.max() ?? 0) >= VerdictRules.fewestPipelinesWithout
  }
}
