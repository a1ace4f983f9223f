public import TestModel

/// What a suite takes, and what splitting it does.
public struct SuiteReport: Sendable, Hashable {
  /// The repository, job and leg of the matrix; empty where not known.
  public var repo, job, variant: String
  /// How many runs of the window are looked at, and in how many of them changes are looked for.
  public var runs, usedRuns: Int
  /// How many runs there are a day.
  public var runsPerDay: Double
  /// What its files, classes or tests are expected to take together, in microseconds.
  public var expected: Int64
  /// What all its tests took in a run: the times that half, and 95 in a hundred, of whole runs stay
  /// within.
  public var median, p95: Int64
  /// The same of the job of the longest node; none where no job tells how long it took.
  public var jobMedian, jobP95: Int64?
  /// On how many nodes the last whole run was.
  public var nodes: Int
  /// The balance of the last runs, the latest first.
  public var balances: [RunBalance]
  /// What each number of nodes would take; none of a suite without files.
  public var curve: SplitOutlook?
  /// How much is known of its files.
  public var coverage: TimingCoverage
  /// The changes of what all of it takes, in the order of time.
  public var drift: [ChangeReport]

  init(_ analysis: SuiteAnalysis) {
    let timings = analysis.suite.timings
    (repo, job, variant) = (analysis.suite.repo, analysis.suite.job, analysis.suite.variant)
    (runs, usedRuns) = (timings.runs.count, analysis.usedRuns)
    runsPerDay = analysis.runsPerDay
    expected = analysis.expected
    let whole = timings.runs.indices.filter {
      timings.runs[$0].isWhole && timings.runs[$0].isFirstAttempt
    }
    let totals = timings.totals
    let times = whole.map { totals[$0] }.sorted()
    (median, p95) = (quantile(0.5, ofSorted: times), quantile(0.95, ofSorted: times))
    let jobs = whole.compactMap { run in
      timings.runs[run].jobRuns.compactMap { $0.jobRun.duration?.count }.max()
    }
    .sorted()
    jobMedian = jobs.isEmpty ? nil : quantile(0.5, ofSorted: jobs)
    jobP95 = jobs.isEmpty ? nil : quantile(0.95, ofSorted: jobs)
    balances = analysis.files.balances
    nodes = balances.first?.nodes.count ?? 1
    curve = SplitOutlook(analysis.files, nodes: nodes)
    coverage = TimingCoverage(analysis.files, balances: balances)
    drift = analysis.drift.changes.map { ChangeReport($0, name: nil, in: analysis, at: 0) }
  }

  /// The last runs that were split over several nodes, the latest first.
  public var splitRuns: [RunBalance] { balances.filter { $0.nodes.count > 1 } }

  /// The last change of what all of it takes, as far as it is notable.
  public var lastDrift: ChangeReport? { drift.last { $0.change.isLast && $0.change.isNotable } }

  /// The middle imbalance of the last runs that were split; none where none was.
  public var imbalance: Double? {
    let all = splitRuns.map(\.imbalance)
    return all.isEmpty ? nil : StatisticsCore.median(all)
  }

  /// The same, had they been split by the timings that were known before.
  public var replannedImbalance: Double? {
    let all = splitRuns.compactMap(\.replannedImbalance)
    return all.isEmpty ? nil : StatisticsCore.median(all)
  }
}

/// Whether more nodes would help a suite.
public struct SplitOutlook: Sendable, Hashable {
  /// What each number of nodes takes, from one on.
  public var points: [NodeCountPoint]
  /// The file that no number of nodes beats: of a file that nobody knows, its class.
  public var floorName: TimedUnit
  /// What it takes with the fixed cost of its node, in microseconds.
  public var floor: Int64
  /// The smallest number of nodes that is bounded by it; none where none that was looked at is.
  public var nodesAtFloor: Int?
  /// What a node takes beside its tests, in microseconds; none where that is not known.
  public var costPerNode: Int64?

  /// The fewest and the most nodes that are looked at.
  private static let most = (atLeast: 8, atMost: 32)

  init?(_ files: SuiteFiles, nodes: Int) {
    guard !files.present.isEmpty else { return nil }
    let most = min(max(2 * nodes, SplitOutlook.most.atLeast), SplitOutlook.most.atMost)
    let curve = try? NodeCountCurve(
      of: files.problem,
      upTo: max(nodes, min(most, files.present.count)),
      fixedCostPerNode: files.costPerNode
    )
    guard let curve, let longest = curve.floorItems.first else { return nil }
    points = curve.points
    floorName = files.estimates.names[files.present[longest]]
    floor = curve.floor
    nodesAtFloor = curve.nodesAtFloor
    costPerNode = files.estimates.costs?.perNode
  }
}

/// How much is known of what a suite's files take.
public struct TimingCoverage: Sendable, Hashable {
  /// The fewest runs from which on a file is known well.
  public static let fewestRuns = 5

  /// How many files, and what they are expected to take together, in microseconds.
  public struct Part: Sendable, Hashable {
    /// The number of files.
    public var files: Int
    /// Their time in microseconds.
    public var time: Int64
  }

  /// All files that ran lately; classes of which no file is known count as one each.
  public var all: Part
  /// Those that ran five times or more.
  public var known: Part
  /// Those without a file, which cannot be split by file.
  public var withoutFile: Part
  /// By how much files were off from what was expected of them in the last runs: the middle of the
  /// runs' sums of differences over their times; none where there was nothing to compare.
  public var error: Double?

  init(_ files: SuiteFiles, balances: [RunBalance]) {
    func part(_ items: [Int]) -> Part {
      let time = items.map { files.estimates.estimates[$0].microseconds }.reduce(0, +)
      return Part(files: items.count, time: time)
    }
    all = part(files.present)
    known = part(files.present.filter { files.runs[$0] >= TimingCoverage.fewestRuns })
    withoutFile = part(files.present.filter { files.estimates.names[$0].file.isEmpty })
    let errors = balances.compactMap(\.error)
    error = errors.isEmpty ? nil : StatisticsCore.median(errors)
  }
}
