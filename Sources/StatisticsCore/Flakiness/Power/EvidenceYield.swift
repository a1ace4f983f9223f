import TestModel

/// How often a failure of a flaky test becomes evidence that it is flaky, in a history.
public struct EvidenceYield: Sendable, Hashable {
  /// The share of failed first attempts that get a retry, or a rerun of the job on the same code.
  public var rerunShare: Double
  /// The share of first attempts that are on the default branch.
  public var defaultBranchShare: Double

  /// Creates the yield of a history, both shares 0 to 1.
  public init(rerunShare: Double, defaultBranchShare: Double) {
    self.rerunShare = min(1, max(0, rerunShare))
    self.defaultBranchShare = min(1, max(0, defaultBranchShare))
  }

  /// The probability that a first attempt becomes a decisive event, for a flake of a rate.
  ///
  /// A flake of rate p fails each attempt by itself. With probability r the failure is tried again
  /// on the same code, and passes there with probability 1 − p: a conflict. Of those that are not
  /// tried again, the share b is on the default branch, and is isolated where the attempts before
  /// and after it pass, with probability (1 − p)². Together p · (r (1 − p) + (1 − r) b (1 − p)²).
  ///
  /// - Parameter rate: how often a first attempt fails, 0 to 1.
  public func decisiveRate(ofFlakeAt rate: Double) -> Double {
    let passes = 1 - rate
    return rate
      * (rerunShare * passes + (1 - rerunShare) * defaultBranchShare * passes * passes)
  }
}

extension EvidenceYield {
  /// Measures the yield of a history: of its failed first attempts, and of its job runs by tests.
  public init(_ history: FlakinessHistory) {
    var lastRun: [CodeInStream: Int32] = [:]
    var onDefaultBranch = 0
    var executions = 0
    for (run, recorded) in history.jobRuns.enumerated() {
      lastRun[CodeInStream(Int32(run), history)] = Int32(run)
      executions += recorded.executions
      if recorded.isOnDefaultBranch { onDefaultBranch += recorded.executions }
    }
    var failures = 0
    var retried = 0
    for timeline in history.timelines where !timeline.test.isCheck {
      for testRun in timeline.runs where testRun.failedFirst {
        failures += 1
        let last = lastRun[CodeInStream(testRun.run, history)] ?? testRun.run
        if testRun.attempts > 1 || last > testRun.run { retried += 1 }
      }
    }
    self.init(
      rerunShare: Proportion(count: retried, total: failures).value ?? 0,
      defaultBranchShare: Proportion(count: onDefaultBranch, total: executions).value ?? 0
    )
  }
}

/// Runs that ran the same tests of the same code: the nodes of a job share its tests out.
private struct CodeInStream: Hashable {
  var code: String
  var stream: JobVariant
  var node: Int?

  init(_ run: Int32, _ history: FlakinessHistory) {
    code = history.codeKey(of: run)
    stream = history.stream(of: run)
    node = history.jobRuns[Int(run)].jobRun.nodeIndex
  }
}
