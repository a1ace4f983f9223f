import RealModule
public import TestModel

/// How a test failed so far: what a gate has to know of a test in quarantine.
///
/// A way of failing is known when a pass of the same code says that the code works. Passes of later
/// commits say less, because a break that is mended at once looks like a flake to whoever sees it
/// once: the default branch must have gone from passing to failing in that way and back several
/// times, and where the test runs on several variants, not have failed on all of them.
public struct FailureRecord: Sendable, Hashable {
  /// One way in which the test failed.
  private struct Way: Hashable {
    /// The start of the first job run in which it did.
    var first: Timestamp
    /// Whether the test passed in the same job run, or in another one of the same job and commit.
    var isProven = false
    /// By job and variant, in how many stretches of the default branch it failed so and passed after.
    var stretches: [JobVariant: Int] = [:]
  }

  /// The stretches that make a way of failing known; those of a test of several jobs or variants
  /// count only where it passed in another one at the same commit.
  private static let fewestStretches = (ofSeveral: 2, ofOne: 3)
  /// The days before the test's last run on the default branch in which a job must have run there to
  /// say how it is: two weeks, as some jobs run once in one.
  private static let daysOfLanes = 14

  private var ways: [String: Way] = [:]
  private var lanes: [JobVariant: FailureLane] = [:]

  /// Reads the history of one test.
  ///
  /// - Parameters:
  ///   - runs: the test's runs in the order of the job runs.
  ///   - jobRuns: the job runs that the runs name by position, by start.
  ///   - signatures: the texts that the runs name by position.
  public init(_ runs: [TestRun], in jobRuns: [RecordedJobRun], signatures: [String]) {
    let passes = runs.filter { $0.last == .passed }.map { jobRuns[Int($0.run)].jobRun }
    let passedCommits = Set(passes.compactMap(TestedCommit.init))
    let commitsWithPass = Set(passes.compactMap(\.commit))
    let isOfSeveral = Set(runs.lazy.map { JobVariant(jobRuns[Int($0.run)].jobRun) }).count > 1
    // By job and variant, how the default branch failed since it passed last.
    var open: [JobVariant: Set<String>] = [:]
    for run in runs where run.ran {
      let jobRun = jobRuns[Int(run.run)]
      let lane = JobVariant(jobRun.jobRun)
      lanes[lane, default: FailureLane()].add(run, of: jobRun)
      if run.failures > 0 {
        let signature = run.signature < 0 ? "" : signatures[Int(run.signature)]
        let passed = TestedCommit(jobRun.jobRun).map(passedCommits.contains) ?? false
        var way = ways[signature] ?? Way(first: jobRun.startedAt)
        way.isProven = way.isProven || run.last == .passed || passed
        ways[signature] = way
        let passedElsewhere = jobRun.jobRun.commit.map(commitsWithPass.contains) ?? false
        if jobRun.isOnDefaultBranch, passedElsewhere || !isOfSeveral {
          open[lane, default: []].insert(signature)
        }
      }
      guard run.last == .passed, jobRun.isOnDefaultBranch else { continue }
      for signature in open.removeValue(forKey: lane) ?? [] {
        ways[signature]?.stretches[lane, default: 0] += 1
      }
    }
  }

  /// The ways in which a test is known to fail without the code being broken.
  ///
  /// Where a person put it in quarantine, all that was recorded before is known as well: it is what
  /// the person saw.
  public func knownSignatures(of entry: QuarantineEntry) -> Set<String> {
    let fewest = FailureRecord.fewestStretches
    let needed = lanes.count > 1 ? fewest.ofSeveral : fewest.ofOne
    let known = ways.filter { _, way in
      way.isProven || way.stretches.values.contains { $0 >= needed }
        || entry.isManual && way.first < entry.since
    }
    return Set(known.keys)
  }

  /// How often in a row the test failed on the default branch until now, in all jobs and variants that
  /// have not passed there since; none where it passed last in each.
  ///
  /// - Parameter entry: the test's entry in quarantine, whose flake rate counts where it is higher than
  ///   that of the last runs.
  public func streak(of entry: QuarantineEntry) -> FailureStreak? {
    let current = currentLanes
    let failing = current.filter { $0.tail > 0 }
    guard let highest = failing.map(\.rate).max() else { return nil }
    let rateAtEntry = min(entry.flakeRateHigh ?? entry.flakeRate ?? 0, 0.999)
    return FailureStreak(
      failures: failing.reduce(0) { $0 + $1.tail },
      lanes: current.count(where: \.hasFailed),
      rate: max(highest, rateAtEntry),
      coincidence: coincidence(current, rateAtEntry)
    )
  }

  /// The jobs and variants that say of the default branch how it is: not those that run on changes
  /// alone, nor those that are gone, whose last result would count for ever.
  private var currentLanes: [FailureLane] {
    guard let last = lanes.values.compactMap(\.lastOnDefaultBranch).max() else { return [] }
    let first = last.adding(days: -FailureRecord.daysOfLanes)
    return lanes.values.filter { lane in lane.lastOnDefaultBranch.map { $0 >= first } ?? false }
  }

  /// How probable it is that the last runs of all jobs and variants are flakes; none where there is
  /// only one of those, or where one of them passed last.
  ///
  /// At any moment the last t runs of a job that fails at rate r all failed with probability r^t, in
  /// each job independently of the others.
  private func coincidence(_ current: [FailureLane], _ rateAtEntry: Double) -> Double? {
    guard current.count > 1, current.allSatisfy({ $0.tail > 0 }) else { return nil }
    let each = current.map { Double.pow(max($0.rate, rateAtEntry), $0.tail) }
    // Sorted, because a product of numbers depends on their order in its last bits.
    return each.sorted().reduce(1, *)
  }
}

/// A test's runs of one job and variant.
private struct FailureLane: Hashable {
  /// The runs that the rate is of: a test may have become flaky long after its first run.
  private static let most = 40

  /// Whether each of the last runs but for those of the tail failed in the end.
  private var recent: [Bool] = []
  /// The failures on the default branch since the last pass there.
  private(set) var tail = 0
  /// Whether it ever failed.
  private(set) var hasFailed = false
  /// When it ran last on the default branch; none where it never did.
  private(set) var lastOnDefaultBranch: Timestamp?

  /// How often the test failed in the end, with one pass and one failure added so that it never is
  /// 0 or 1 (Laplace's rule of succession).
  var rate: Double { Double(recent.count { $0 } + 1) / Double(recent.count + 2) }

  mutating func add(_ run: TestRun, of jobRun: RecordedJobRun) {
    let isOnDefaultBranch = jobRun.isOnDefaultBranch
    if isOnDefaultBranch { lastOnDefaultBranch = jobRun.startedAt }
    hasFailed = hasFailed || run.failedFinally
    switch (run.failedFinally, isOnDefaultBranch) {
    case (true, true): tail += 1
    case (false, true):
      recent += Array(repeating: true, count: tail) + [false]
      tail = 0
    // What fails on a change while the default branch fails may have the same break.
    case (true, false): if tail == 0 { recent.append(true) }
    case (false, false): recent.append(false)
    }
    recent.removeFirst(max(0, recent.count - FailureLane.most))
  }
}

/// What has to be the same for a pass to say that a failure was none of the code.
private struct TestedCommit: Hashable {
  var commit: String
  var job, variant: String?

  init?(_ run: JobRun) {
    guard let commit = run.commit else { return nil }
    self.commit = commit
    job = run.job
    variant = run.variant
  }
}
