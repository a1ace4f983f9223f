public import TestModel

/// One time that a test failed and passed on the same code.
public struct FlakeEvidence: Sendable, Hashable {
  /// How it is known that the code was the same.
  public enum Kind: String, Sendable, Hashable {
    /// A retry in the same job run passed.
    case retry
    /// Another run of the job at the same commit passed.
    case rerun
  }

  /// How it is known.
  public var kind: Kind
  /// The commit that passed and failed.
  public var commit: String?
  /// The row of the job run that failed.
  public var jobRunID: Int64
  /// The test's job and variant.
  public var stream: JobVariant
  /// When the job run that failed began.
  public var at: Timestamp
  /// The share of an independent event that it counts as: failures on one commit with no pass
  /// between them are one event.
  public var weight: Double
  /// The failure's signature.
  public var signature: String?
}

/// Collects the times when a test failed and passed on the same code, with what is set aside left
/// out.
struct EvidenceCollector {
  let ordered: OrderedHistory
  let finding: IncidentDetector.Finding

  /// The evidence of one test, by time.
  func evidence(of test: Int) -> [FlakeEvidence] {
    let testRuns = ordered.testRuns[test].filter { $0.ran && counts($0) }
    let groups = Dictionary(grouping: testRuns) { testRun in
      Code(stream: ordered.stream(of: testRun.run), key: ordered.codeKey(of: testRun.run))
    }
    var evidence: [FlakeEvidence] = []
    for (code, runs) in groups where runs.contains(where: { $0.last == .passed }) {
      for streak in failingStreaks(runs) {
        evidence += streak.map { flake($0, in: code.stream, weight: 1 / Double(streak.count)) }
      }
    }
    return evidence.sorted { ($0.at, $0.jobRunID) < ($1.at, $1.jobRunID) }
  }

  /// How many independent times a test failed: one for each streak on a commit.
  ///
  /// Two variants that fail on one commit may have a common reason, so that of several the one with
  /// most streaks counts.
  func independentEvents(_ evidence: [FlakeEvidence]) -> Int {
    var weights: [String: [JobVariant: Double]] = [:]
    for flake in evidence {
      let code = flake.commit ?? "run \(flake.jobRunID)"
      weights[code, default: [:]][flake.stream, default: 0] += flake.weight
    }
    return weights.values.reduce(0) { $0 + Int(($1.values.max() ?? 0).rounded()) }
  }

  /// The failures of one commit in streaks: a pass ends a streak, in a retry or in a run of its own.
  private func failingStreaks(_ runs: [PlacedRun]) -> [[PlacedRun]] {
    var streaks: [[PlacedRun]] = [[]]
    for testRun in runs {
      if testRun.failedFirst, !isTogether(testRun) { streaks[streaks.count - 1].append(testRun) }
      if testRun.last == .passed { streaks.append([]) }
    }
    return streaks.filter { !$0.isEmpty }
  }

  private func flake(
    _ testRun: PlacedRun,
    in stream: JobVariant,
    weight: Double
  ) -> FlakeEvidence {
    let run = ordered.runs[testRun.run]
    return FlakeEvidence(
      kind: testRun.passedOnRetry ? .retry : .rerun,
      commit: run.jobRun.commit,
      jobRunID: run.id,
      stream: stream,
      at: run.startedAt,
      weight: weight,
      signature: testRun.signature.flatMap { ordered.history.signatures[Int($0)] }
    )
  }

  private func isTogether(_ testRun: PlacedRun) -> Bool {
    finding.together[testRun.run]?.contains(testRun.test) ?? false
  }

  /// Whether a run of a test says anything at all.
  func counts(_ testRun: PlacedRun) -> Bool {
    !finding.excludedRuns.contains(testRun.run)
      && !(finding.setAside[testRun.run]?.contains(testRun.test) ?? false)
  }

  private struct Code: Hashable {
    var stream: JobVariant
    var key: String
  }
}
