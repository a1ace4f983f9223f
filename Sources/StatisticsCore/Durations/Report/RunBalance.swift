import TestModel

/// How evenly a run was split over its nodes, and how evenly it could have been.
public struct RunBalance: Sendable, Hashable {
  /// What one node did.
  public struct Node: Sendable, Hashable {
    /// Its number, from 0.
    public var index: Int
    /// What its tests took together, in microseconds.
    public var tests: Int64
    /// What the runs before let expect of the same files; none where there were none.
    public var predicted: Int64?
    /// How long its job took, in microseconds, where that is told.
    public var duration: Int64?
  }

  /// The run.
  public var run: SuiteRunPlace
  /// The nodes, by number.
  public var nodes: [Node]
  /// What the longest node's tests would have taken, had the files been split by the timings that
  /// were known before the run; none where there were none.
  public var replanned: Int64?
  /// By how much the files were off from what was expected of them: the sum of the differences over
  /// the sum of the times; none where nothing was expected.
  public var error: Double?

  /// What the tests of the longest node took, in microseconds.
  public var longest: Int64 { nodes.map(\.tests).max() ?? 0 }

  /// What they took on a node in the mean.
  public var mean: Int64 {
    nodes.isEmpty ? 0 : nodes.map(\.tests).reduce(0, +) / Int64(nodes.count)
  }

  /// By how much the longest node exceeds the mean, as a share of the mean.
  public var imbalance: Double { mean > 0 ? Double(longest) / Double(mean) - 1 : 0 }

  /// How much earlier the run would have ended in perfect balance, in microseconds.
  public var lost: Int64 { longest - mean }

  /// The imbalance of the split by timings; none where there were none.
  public var replannedImbalance: Double? {
    replanned.flatMap { mean > 0 ? Double($0) / Double(mean) - 1 : nil }
  }
}

/// A suite's files, and what its last runs say of splitting them.
struct SuiteFiles {
  /// As many of the last runs are looked at.
  static let lastRuns = 8

  private let timings: SuiteTimings
  private let measured: SuiteMeasurements
  private let observations: DurationObservations
  private let names: [String]
  let estimates: SuiteEstimates
  /// The positions of the files that were not removed.
  let present: [Int]
  /// By file, in how many runs it ran.
  let runs: [Int]

  init(_ timings: SuiteTimings, _ measured: SuiteMeasurements) {
    self.timings = timings
    self.measured = measured
    let identity = measured.names.indices.map { Int32($0) }
    let all = measured.observations(itemOfName: identity, count: identity.count)
    observations = all
    estimates = measured.estimates
    // No file has the name of a class that has none.
    names = measured.names.map { $0.file.isEmpty ? "\u{0}\($0.classname)" : $0.file }
    present = identity.indices.filter { item in
      all.values[all.range(of: item)].contains { $0.run < SuiteAnalysis.presentRuns }
    }
    runs = identity.indices.map { all.range(of: $0).count }
  }

  /// What a node takes beside its tests, in microseconds.
  var costPerNode: Int64 { estimates.costs?.perNode ?? 0 }

  /// The files as they would be split.
  var problem: ShardingProblem {
    ShardingProblem(
      items: present.map { ShardItem(name: names[$0], weight: weight(estimates.estimates[$0])) },
      total: 1
    )
  }

  private func weight(_ estimate: DurationEstimate) -> Int64 {
    estimate.microseconds + (estimates.costs?.perItem ?? 0)
  }

  /// The balance of the last runs; of runs on one node too, for what was expected of their files.
  var balances: [RunBalance] {
    let latest = timings.runs.indices
      .filter { timings.runs[$0].isWhole && timings.runs[$0].isFirstAttempt }
      .prefix(SuiteFiles.lastRuns)
    let runs = Array(latest)
    return concurrentMap(runs.count, blockSize: 1) { balance(ofRun: runs[$0]) }
  }

  private func balance(ofRun run: Int) -> RunBalance {
    var balance = RunBalance(run: SuiteRunPlace(timings.runs[run]), nodes: nodes(ofRun: run))
    let before = timings.restricted(to: run + 1..<run + 1 + SuiteFiles.runsBefore)
    guard !before.runs.isEmpty else { return balance }
    let known = SuiteMeasurements(before, by: .file)
    let expected = estimateDurations(
      of: names,
      measured: known.estimates(
        of: known.observations(itemOfName: names.indices.map { Int32($0) }, count: names.count)
      )
    )
    .map(\.microseconds)
    let took = times(inRun: run)
    let ran = names.indices.filter { took[$0] > 0 }
    let error = ran.map { Double((expected[$0] - took[$0]).magnitude) }.reduce(0, +)
    let sum = ran.map { Double(took[$0]) }.reduce(0, +)
    balance.error = sum > 0 ? error / sum : nil
    predict(&balance, expected, ofRun: run)
    balance.replanned = replanned(ran, expected: expected, took: took, nodes: balance.nodes.count)
    return balance
  }

  /// As many runs before a run are what a split of it would know.
  private static let runsBefore = 10

  /// By file, what it took in a run, in microseconds; 0 where it did not run.
  private func times(inRun run: Int) -> [Int64] {
    names.indices.map { item in
      observations.values[observations.range(of: item)].first { $0.run == run }?.duration ?? 0
    }
  }

  private func nodes(ofRun run: Int) -> [RunBalance.Node] {
    var nodes: [Int: RunBalance.Node] = [:]
    for (jobRun, total) in zip(timings.runs[run].jobRuns, timings.totalsOfJobRuns[run]) {
      let index = jobRun.jobRun.nodeIndex ?? 0
      var node = nodes[index] ?? RunBalance.Node(index: index, tests: 0)
      node.tests += total.duration.count
      if let duration = jobRun.jobRun.duration?.count {
        node.duration = (node.duration ?? 0) + duration
      }
      nodes[index] = node
    }
    return nodes.values.sorted { $0.index < $1.index }
  }

  /// What was to be expected of each node; of a file that several nodes shared, by its classes.
  private func predict(_ balance: inout RunBalance, _ expected: [Int64], ofRun run: Int) {
    guard run < timings.unitsOfJobRuns.count else { return }
    let parts = timings.unitsOfJobRuns[run].map { units in
      units.map { Int(measured.nameOfUnit[Int($0)]) }.filter { $0 >= 0 }
    }
    var counts = Array(repeating: 0.0, count: names.count)
    for file in parts.joined() { counts[file] += 1 }
    for (jobRun, part) in zip(timings.runs[run].jobRuns, parts) {
      let index = jobRun.jobRun.nodeIndex ?? 0
      guard let node = balance.nodes.firstIndex(where: { $0.index == index }) else { continue }
      let sum = part.map { Double(expected[$0]) / counts[$0] }.reduce(0, +)
      balance.nodes[node].predicted = (balance.nodes[node].predicted ?? 0) + Int64(sum.rounded())
    }
  }

  private func replanned(
    _ ran: [Int],
    expected: [Int64],
    took: [Int64],
    nodes: Int
  ) -> Int64? {
    guard nodes > 1 else { return nil }
    let items = ran.map { ShardItem(name: names[$0], weight: expected[$0]) }
    let split = try? partition(ShardingProblem(items: items, total: nodes))
    return split?.nodes.map { node in node.map { took[ran[$0]] }.reduce(0, +) }.max()
  }
}
