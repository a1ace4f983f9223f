import ArgumentParser
import StatisticsCore

/// What quarantine does to which tests.
struct ModeOptions: ParsableArguments {
  @Option(
    help: """
      What quarantine does to a test: skip (runners leave it out) or verdict (it runs, and the gate \
      excuses it).
      """
  )
  var defaultMode = QuarantinePolicy().mode
  @Option(
    help: ArgumentHelp(
      "What it does to some tests, such as path:e2e/=verdict; of several that fit, the last holds.",
      valueName: "tests=mode"
    )
  )
  var modeFor: [ModeRuleArgument] = []

  /// Lets a policy have these modes.
  func set(in policy: inout QuarantinePolicy) {
    policy.mode = defaultMode
    policy.modes = modeFor.map(\.rule)
  }
}
