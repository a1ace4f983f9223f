import StatisticsCore
import TestModel

/// The lines between verdicts as texts tell them, from 0 to 1: those of the analysis, which a test
/// holds them to.
enum VerdictLines {
  /// A test fails on the default branch from this probability on.
  static let failing = 0.8
  /// A test is, or was, flaky from this probability on.
  static let listed = 0.5
  /// A test that was flaky still is from this probability on.
  static let stillFlaky = 0.7
  /// The share of the list of flaky tests that is expected to be wrong.
  static let falseDiscoveries = 0.05
  /// A test that was flaky has recovered under this probability of still being so.
  static let recovered = 0.1
  /// A test was never flaky under this probability.
  static let healthy = 0.1
}

extension Verdict {
  /// What the verdict means, in one sentence.
  var definition: String {
    let failing = humanPercentage(VerdictLines.failing)
    let listed = humanPercentage(VerdictLines.listed)
    switch self {
    case .flaky:
      return "It fails at times on code that works: it is on the list of tests that were flaky in "
        + "the window, of which at most \(humanPercentage(VerdictLines.falseDiscoveries)) are "
        + "expected to be wrong; it is flaky now with a probability of \(listed) or more and, if it "
        + "ever was, still is with \(humanPercentage(VerdictLines.stillFlaky)) or more."
    case .broken:
      return "It fails on the default branch now, with a probability of \(failing) or more, and "
        + "never passed there in the window."
    case .regressed:
      return "It fails on the default branch now, with a probability of \(failing) or more, and "
        + "passed there before; the first bad commit is in the range that is named."
    case .environment:
      return "It fails on one variant of its jobs now, with a probability of \(failing) or more, "
        + "and passes on the others."
    case .recovered:
      return "It was flaky in the window with a probability of \(listed) or more, and still is "
        + "with one under \(humanPercentage(VerdictLines.recovered))."
    case .healthy:
      return "It was flaky at some time of the window with a probability under "
        + "\(humanPercentage(VerdictLines.healthy)): its failures have other explanations."
    case .undecided: return "Nothing of this is sure yet, or the test no longer runs."
    }
  }

  /// The verdicts in the order in which they are tried: the first that fits is the verdict.
  static let inOrder: [Verdict] = [
    .regressed, .broken, .environment, .flaky, .recovered, .healthy, .undecided,
  ]
}
