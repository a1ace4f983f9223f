import HistorySimulator
import TestModel

/// How often what is really broken is excused.
public struct ExcuseScore: Sendable, Hashable {
  /// Failures of tests by what is broken on the default branch, in job runs that began after the
  /// first failing run on it had ended: those that were excused.
  public var laterOnMain = Share()
  /// The same of tests that were in quarantine then.
  public var laterOfQuarantined = Share()
  /// The same up to the first failing run: nobody could know.
  public var first = Share()
  /// Builds of pull requests that break a test, those that were let through.
  public var pullRequests = Share()
  /// The same of pull requests that break flaky tests only.
  public var pullRequestsOfFlaky = Share()

  /// A score of nothing.
  public init() {}

  init(_ recorded: RecordedSimulation, _ builds: [Build], _ decisions: [Int: GateDecision]) {
    for red in builds.flatMap(\.redRuns) {
      let start = recorded.jobRuns[red.position].startedAt
      for failed in red.failed {
        guard case .defaultBranch(let regression) = failed.truth else { continue }
        let isExcused = decisions[red.position]?.excused.contains(failed.test) ?? false
        let known = recorded.firstFailureOnMain(of: failed.test, by: regression)
        if let known, known <= start {
          laterOnMain.add(isExcused)
          if decisions[red.position]?.quarantined.contains(failed.test) ?? false {
            laterOfQuarantined.add(isExcused)
          }
        } else {
          first.add(isExcused)
        }
      }
    }
    addPullRequests(recorded, builds, decisions)
  }

  private mutating func addPullRequests(
    _ recorded: RecordedSimulation,
    _ builds: [Build],
    _ decisions: [Int: GateDecision]
  ) {
    for build in builds {
      let broken = build.redRuns.flatMap(\.failed).filter { $0.truth == .pullRequest }
      guard !broken.isEmpty else { continue }
      let isLetThrough = !build.isRed(decisions)
      pullRequests.add(isLetThrough)
      let tests = recorded.simulated.truth.tests
      if broken.allSatisfy({ tests[$0.test].flake != nil }) {
        pullRequestsOfFlaky.add(isLetThrough)
      }
    }
  }

  /// The scores of several histories pooled.
  public static func + (left: ExcuseScore, right: ExcuseScore) -> ExcuseScore {
    var sum = left
    sum.laterOnMain = left.laterOnMain + right.laterOnMain
    sum.laterOfQuarantined = left.laterOfQuarantined + right.laterOfQuarantined
    sum.first = left.first + right.first
    sum.pullRequests = left.pullRequests + right.pullRequests
    sum.pullRequestsOfFlaky = left.pullRequestsOfFlaky + right.pullRequestsOfFlaky
    return sum
  }
}

extension RecordedSimulation {
  /// When the first job run of the default branch ended in which something broken made a test fail;
  /// none where it never did.
  func firstFailureOnMain(of test: Int, by regression: Int?) -> Timestamp? {
    let cause = regression.map { FailureCause.regression($0) } ?? .variant
    return entries[test].lazy
      .filter { $0.cause == cause && $0.testRun.failedFinally }
      .map { self.jobRuns[Int($0.testRun.run)] }
      .filter(\.isOnDefaultBranch)
      .map(\.end).min()
  }
}

extension RecordedJobRun {
  /// When it ended; when it began, where that is not known.
  var end: Timestamp {
    startedAt.adding(milliseconds: (jobRun.duration?.count ?? 0) / 1000)
  }
}
