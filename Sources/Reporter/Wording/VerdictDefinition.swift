import TestModel

extension Verdict {
  /// What the verdict means, in one sentence; the lines are those of the analysis.
  var definition: String {
    switch self {
    case .flaky:
      "It fails at times on code that works: it is on the list of tests that were flaky in the "
        + "window, of which at most 5 % are expected to be wrong; it is flaky now with a probability "
        + "of 50 % or more and, if it ever was, still is with 70 % or more."
    case .broken:
      "It fails on the default branch now, with a probability of 80 % or more, and never passed "
        + "there in the window."
    case .regressed:
      "It fails on the default branch now, with a probability of 80 % or more, and passed there "
        + "before; the first bad commit is in the range that is named."
    case .environment:
      "It fails on one variant of its jobs now, with a probability of 80 % or more, and passes on "
        + "the others."
    case .recovered:
      "It was flaky in the window with a probability of 50 % or more, and still is with one under "
        + "10 %."
    case .healthy:
      "It was flaky at some time of the window with a probability under 10 %: its failures have "
        + "other explanations."
    case .undecided: "Nothing of this is sure yet, or the test no longer runs."
    }
  }

  /// The verdicts in the order in which they are tried: the first that fits is the verdict.
  static let inOrder: [Verdict] = [
    .regressed, .broken, .environment, .flaky, .recovered, .healthy, .undecided,
  ]
}
