/// How many builds are red only because tests are flaky, and how many of those still are where some
/// failures are let through.
public struct BuildScore: Sendable, Hashable {
  /// Of the builds that are red by flakes alone, those that stay red.
  public var builds = Share()
  /// The same of builds of the default branch.
  public var buildsOfMain = Share()
  /// The same of job runs.
  public var jobRuns = Share()
  /// Why job runs stay red that are red by flakes alone, by the gate's reasons.
  public var reasons: [String: Int] = [:]

  /// A score of nothing.
  public init() {}

  init(_ builds: [Build], _ decisions: [Int: GateDecision]) {
    for build in builds where build.isRedByFlakes {
      self.builds.add(build.isRed(decisions))
      if build.isOnDefaultBranch { buildsOfMain.add(build.isRed(decisions)) }
    }
    for red in builds.flatMap(\.redRuns) where red.isRedByFlakes {
      let decision = decisions[red.position]
      jobRuns.add(decision?.isGreen != true)
      for refusal in Set(decision?.refusals ?? []) { reasons[refusal, default: 0] += 1 }
    }
  }

  /// By how much the builds that are red by flakes became fewer, 0 to 1; none where there were none.
  public var fall: Double? { builds.value.map { 1 - $0 } }

  /// The scores of several histories pooled.
  public static func + (left: BuildScore, right: BuildScore) -> BuildScore {
    var sum = left
    sum.builds = left.builds + right.builds
    sum.buildsOfMain = left.buildsOfMain + right.buildsOfMain
    sum.jobRuns = left.jobRuns + right.jobRuns
    sum.reasons.merge(right.reasons, uniquingKeysWith: +)
    return sum
  }
}
