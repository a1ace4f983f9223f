import HistorySimulator
import TestModel

/// The scores of the quarters of one preset, pooled over its seeds.
public struct QuarterScore: Sendable, Hashable {
  /// What the quarters are like.
  public var quarter: Quarter
  /// How many there are.
  public var seeds = 0
  /// Their builds, and those of them that were red.
  public var redBuilds = Share()
  /// What the policy and the gate let through.
  public var gated = BuildScore()
  /// The same without the first four weeks.
  public var gatedLater = BuildScore()
  /// What somebody would let through who knows every flaky test from its first flake on.
  public var oracle = BuildScore()
  /// What the most common published rule lets through.
  public var published = BuildScore()
  /// What is broken and excused by the gate.
  public var excuses = ExcuseScore()
  /// The same by the published rule.
  public var publishedExcuses = ExcuseScore()
  /// What entered and left.
  public var listing = ListingScore()

  /// A score of nothing.
  public init(_ quarter: Quarter) { self.quarter = quarter }

  /// Simulates quarters, and lives through them.
  public init(_ quarter: Quarter, seeds: [UInt64]) {
    self = seeds.reduce(QuarterScore(quarter)) { sum, seed in
      sum + QuarterScore(QuarterReplay(quarter, seed: seed))
    }
  }

  init(_ replay: QuarterReplay) {
    quarter = replay.quarter
    seeds = 1
    let builds = replay.builds
    redBuilds = Share(builds.count { !$0.redRuns.isEmpty }, of: builds.count)
    gated = BuildScore(builds, replay.trial.decisions)
    let later = quarter.updates.first?.adding(days: 28)
    gatedLater = BuildScore(
      builds.filter { build in later.map { build.pipeline.triggeredAt >= $0 } ?? false },
      replay.trial.decisions
    )
    oracle = BuildScore(builds, replay.oracle)
    published = BuildScore(builds, replay.published)
    excuses = ExcuseScore(replay.recorded, builds, replay.trial.decisions)
    publishedExcuses = ExcuseScore(replay.recorded, builds, replay.published)
    listing = ListingScore(replay.recorded, replay.trial)
  }

  /// The scores of several quarters pooled.
  public static func + (left: QuarterScore, right: QuarterScore) -> QuarterScore {
    var sum = left
    sum.seeds += right.seeds
    sum.redBuilds = left.redBuilds + right.redBuilds
    sum.gated = left.gated + right.gated
    sum.gatedLater = left.gatedLater + right.gatedLater
    sum.oracle = left.oracle + right.oracle
    sum.published = left.published + right.published
    sum.excuses = left.excuses + right.excuses
    sum.publishedExcuses = left.publishedExcuses + right.publishedExcuses
    sum.listing = left.listing + right.listing
    return sum
  }
}
