import RealModule

/// How many runs of one test prove something.
public enum RunsToDecide {
  /// The rate that a number of clean first attempts excludes with at most `doubt`, and all above it.
  ///
  /// A test that fails at rate p passes n times with probability (1 − p)^n, which is `doubt` at
  /// p = 1 − doubt^(1 / n): the exact bound of Clopper and Pearson (1934) for no events. At a doubt
  /// of 5 %, 299 runs exclude 1 %.
  ///
  /// - Parameters:
  ///   - runs: clean first attempts; 0 exclude nothing.
  ///   - doubt: over 0 and under 1.
  public static func excludedRate(afterCleanRuns runs: Int, doubt: Double = 0.05) -> Double {
    runs < 1 ? 1 : -Double.expMinusOne(Double.log(doubt) / Double(runs))
  }

  /// The further clean runs that make "it no longer fails" more probable by `bayesFactor` than "it
  /// still fails at its old rate".
  ///
  /// Each clean run multiplies the evidence by 1 / (1 − old): the likelihood ratio of 0 against the
  /// old rate. A test that still fails at the old rate p gets through n runs with probability
  /// (1 − p)^n, which is at most one over the factor. From 20 % at a factor of 20, 14 clean runs.
  ///
  /// - Parameters:
  ///   - oldRate: the rate before, over 0 and under 1.
  ///   - bayesFactor: over 1.
  ///   - cleanRuns: clean runs so far, without a failure among them.
  public static func moreCleanRuns(
    fromRate oldRate: Double,
    bayesFactor: Double = 20,
    cleanRuns: Int = 0
  ) -> Int {
    max(0, wholeRuns(Double.log(bayesFactor) / -Double.log(onePlus: -oldRate)) - cleanRuns)
  }

  /// The least whole number that is not under `runs`; a hair over a whole number is rounding.
  private static func wholeRuns(_ runs: Double) -> Int {
    Int(min(1e15, (runs * (1 - 1e-12)).rounded(.up)))
  }
}
