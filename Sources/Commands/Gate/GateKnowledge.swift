import StatisticsCore
import Storage
import TestModel

/// What the history knows of the tests that failed, and of the job.
struct GateKnowledge {
  /// The failures, with their entries in quarantine and the ways in which they are known to fail.
  private(set) var failures: [GateFailure]
  private(set) var list: GateList
  /// The tests that ran in the median of the job's last runs.
  private(set) var usualTests: Int?

  /// How far the runs may lie back that say how many tests there are, in days.
  private static let window = 28

  /// Asks the history; where it cannot be read, that is known.
  ///
  /// - Parameters:
  ///   - failures: what the reports say.
  ///   - jobRun: the job that ran.
  ///   - open: opens the history.
  init(
    _ failures: [GateFailure],
    of jobRun: JobRun,
    asOf: Timestamp,
    opening open: () throws -> HistoryStore
  ) {
    self.failures = failures
    do {
      let store = try open()
      list = .read(updated: try store.quarantineDecidedAt())
      let runs = try store.jobRuns(in: asOf.adding(days: -GateKnowledge.window)..<asOf)
      usualTests = StatisticsCore.usualTests(of: UsualRuns(of: jobRun, in: runs).counts)
      if !failures.isEmpty {
        self.failures = try GateLookup(store, repo: jobRun.repo, asOf: asOf).known(failures)
      }
    } catch {
      // Only half of what is known may excuse nothing.
      self.failures = failures
      list = .unreadable(reason: CommandFailure(describing: error).description)
    }
  }
}
