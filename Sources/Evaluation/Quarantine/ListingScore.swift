import HistorySimulator
import StatisticsCore
import TestModel

/// Whether what enters quarantine is flaky, and whether what is healed leaves.
public struct ListingScore: Sendable, Hashable {
  /// Of the entries, those of tests that are not flaky then.
  public var falseEntries = Share()
  /// The highest share of them in one quarter.
  public var worstFalseEntries = Share()
  /// Entries of tests that had been in quarantine before.
  public var reentries = 0
  /// Of the releases on the evidence, those of tests that are flaky still.
  public var falseReleases = Share()
  /// Of the tests that healed in quarantine, those that left by the end of the quarter.
  public var left = Share()
  /// By healed test that left, how many days after it healed it did.
  public var days: [Int] = []
  /// The same in clean runs of it, beside those that the rule asks for.
  public var cleanRuns: [Int] = []
  /// The clean runs that the rule asks for, by test that left.
  public var neededRuns: [Int] = []
  /// Entries that left because they were broken.
  public var broken = 0
  /// The most entries at once.
  public var longest = 0

  /// A score of nothing.
  public init() {}

  init(_ recorded: RecordedSimulation, _ trial: PolicyTrial) {
    longest = trial.longestList
    var entered: [Int64: QuarantineTransition] = [:]
    var known: Set<Int64> = []
    for line in trial.book.log {
      let row = line.entry.test.id
      if line.isEntry {
        reentries += known.insert(row).inserted ? 0 : 1
        entered[row] = line
        let truth = TruthFinder(recorded, asOf: line.at, days: evaluatedDays).truth(ofRow: row)
        falseEntries.add(!truth.isFlaky && !truth.isExcused)
      } else if line.isRelease, let entry = entered.removeValue(forKey: row) {
        add(line, of: entry, recorded, factor: trial.policy.release.factor)
      } else if line.kind == .broken, entered.removeValue(forKey: row) != nil {
        broken += 1
      }
    }
    worstFalseEntries = falseEntries
    for (row, _) in entered where recorded.healing(ofRow: row) != nil { left.add(false) }
  }

  private mutating func add(
    _ release: QuarantineTransition,
    of entry: QuarantineTransition,
    _ recorded: RecordedSimulation,
    factor: Double
  ) {
    let row = release.entry.test.id
    let truth = TruthFinder(recorded, asOf: release.at, days: evaluatedDays).truth(ofRow: row)
    falseReleases.add(truth.isFlaky)
    guard let healed = recorded.healing(ofRow: row), healed <= release.at else { return }
    left.add(true)
    days.append(release.at.day - healed.day)
    cleanRuns.append(recorded.runs(ofRow: row, from: healed, to: release.at))
    guard let rate = entry.entry.flakeRate, rate > 0, rate < 1 else { return }
    neededRuns.append(RunsToDecide.moreCleanRuns(fromRate: rate, bayesFactor: factor))
  }

  /// The scores of several histories pooled.
  public static func + (left: ListingScore, right: ListingScore) -> ListingScore {
    var sum = left
    sum.falseEntries = left.falseEntries + right.falseEntries
    if (right.worstFalseEntries.value ?? -1) > (left.worstFalseEntries.value ?? -1) {
      sum.worstFalseEntries = right.worstFalseEntries
    }
    sum.reentries += right.reentries
    sum.falseReleases = left.falseReleases + right.falseReleases
    sum.left = left.left + right.left
    sum.days += right.days
    sum.cleanRuns += right.cleanRuns
    sum.neededRuns += right.neededRuns
    sum.broken += right.broken
    sum.longest = max(left.longest, right.longest)
    return sum
  }
}

extension QuarantineTransition {
  /// Whether the test's failures are excused from here on.
  fileprivate var isEntry: Bool { kind == .entered || kind == .reflaked }

  /// Whether the test left on the evidence that it is healed.
  fileprivate var isRelease: Bool { kind == .probation || kind == .released }
}

extension RecordedSimulation {
  /// When a test stopped being flaky: the first commit without the flake was merged; none where it
  /// never did, or ended before it stopped.
  fileprivate func healing(ofRow row: Int64) -> Timestamp? {
    let test = simulated.truth.tests[Int(row - 1)]
    guard let end = test.flake?.range.to, test.lifetime.contains(end) else { return nil }
    return simulated.truth.mainline.first { $0.position == end }?.time
  }

  /// How often a test ran in a span.
  fileprivate func runs(ofRow row: Int64, from: Timestamp, to: Timestamp) -> Int {
    entries[Int(row - 1)].within(runs(from: from, to: to)).count { $0.testRun.ran }
  }
}
