import ArgumentParser
import StatisticsCore
import TestModel

/// The policy of quarantine, number by number.
struct PolicyOptions: ParsableArguments {
  @Option(help: "How probable it must be that a test is flaky now for it to enter, such as 95%.")
  var minProbability = ShareArgument(share: EntryRule().minimumProbability)
  @Option(help: "How often a test must flake for it to enter, such as 2%.")
  var minRate = ShareArgument(share: EntryRule().minimumRate)
  @Option(help: "What its flakes must cost in a week for a test to enter, such as 10m.")
  var minCostPerWeek = SpanArgument(EntryRule().minimumCostPerWeek)
  @Option(help: "How many of the tests that enter may not be flaky, such as 1%.")
  var falseDiscoveryRate = ShareArgument(share: EntryRule().falseDiscoveryRate)

  @Option(help: "How many tests the policy has in quarantine at most.")
  var maxTests = QuarantineLimits().maximumEntries
  @Option(help: "How much of any one job's tests is in quarantine at most. Default: no such limit.")
  var maxShare: ShareArgument?
  @Option(help: "How many tests of any one owner are in quarantine at most. Default: any number.")
  var maxPerOwner: Int?
  @Option(
    help: ArgumentHelp(
      """
      Tests that never enter by policy: path:tests/billing/ (a pattern as in CODEOWNERS), tag:@smoke, \
      owner:@acme/payments, or test:NAME, in which * is any text.
      """,
      valueName: "tests"
    )
  )
  var protect: [SelectorArgument] = []

  @Option(help: "After how many days an entry is overdue, such as 30d.")
  var expiresAfter = DaysArgument(days: QuarantinePolicy().expiryDays)
  @Option(help: "After how many more days it is escalated, such as 14d.")
  var escalateAfter = DaysArgument(days: QuarantinePolicy().escalationDays)
  @Option(
    help: """
      How many times as probable a test's clean runs must be of one that is mended as of one that \
      still flakes for it to leave; over 1.
      """
  )
  var releaseFactor = ReleaseRule().factor
  @Option(help: "The same for the end of its probation, in which one flake puts it back.")
  var probationFactor = ReleaseRule().probationFactor

  @OptionGroup var modes: ModeOptions

  func validate() throws {
    let rate = falseDiscoveryRate.share
    guard rate > 0, rate < 1 else {
      throw ValidationError("--false-discovery-rate is over 0 % and under 100 %.")
    }
    guard maxTests >= 0 else { throw ValidationError("--max-tests is 0 or more.") }
    if let maxPerOwner, maxPerOwner < 0 {
      throw ValidationError("--max-per-owner is 0 or more.")
    }
    guard releaseFactor > 1, releaseFactor.isFinite else {
      throw ValidationError("--release-factor is over 1.")
    }
    guard probationFactor >= releaseFactor, probationFactor.isFinite else {
      throw ValidationError("--probation-factor is at least --release-factor.")
    }
  }

  /// The policy that is asked for.
  var policy: QuarantinePolicy {
    var policy = QuarantinePolicy()
    policy.entry.minimumProbability = minProbability.share
    policy.entry.minimumRate = minRate.share
    policy.entry.minimumCostPerWeek = minCostPerWeek.span
    policy.entry.falseDiscoveryRate = falseDiscoveryRate.share
    policy.limits.maximumEntries = maxTests
    policy.limits.maximumShare = maxShare?.share
    policy.limits.maximumPerOwner = maxPerOwner
    policy.protected = protect.map(\.selector)
    policy.expiryDays = expiresAfter.days
    policy.escalationDays = escalateAfter.days
    policy.release.factor = releaseFactor
    policy.release.probationFactor = probationFactor
    modes.set(in: &policy)
    return policy
  }
}
