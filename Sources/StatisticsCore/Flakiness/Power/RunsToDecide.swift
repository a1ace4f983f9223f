import RealModule

/// How many runs of one test prove something.
public enum RunsToDecide {
  /// The clean first attempts that leave a flake of this rate or more with at most `doubt`.
  ///
  /// A test that fails at rate p passes n times with probability (1 − p)^n, which is `doubt` at
  /// n = ln(doubt) / ln(1 − p): 299 for 1 % and a doubt of 5 %.
  ///
  /// - Parameters:
  ///   - rate: over 0 and under 1.
  ///   - doubt: over 0 and under 1.
  public static func cleanRuns(toExcludeFlakeAt rate: Double, doubt: Double = 0.05) -> Int {
    wholeRuns(Double.log(doubt) / Double.log(onePlus: -rate))
  }

  /// The rate that a number of clean first attempts excludes with at most `doubt`, and all above it:
  /// 1 − doubt^(1 / n), the exact bound of Clopper and Pearson (1934) for no events.
  public static func excludedRate(afterCleanRuns runs: Int, doubt: Double = 0.05) -> Double {
    runs < 1 ? 1 : -Double.expMinusOne(Double.log(doubt) / Double(runs))
  }

  /// The further clean runs that make a fall from a known rate more probable by `bayesFactor`.
  ///
  /// Each clean run multiplies the evidence by (1 − new) / (1 − old), each failure by new / old; it
  /// may be looked at after each run (Wald, "Sequential tests of statistical hypotheses", 1945). From
  /// 20 % to nothing at a factor of 20, 14 clean runs.
  ///
  /// - Parameters:
  ///   - oldRate: the rate before, over 0 and under 1.
  ///   - newRate: the rate that it is to have fallen to, 0 or more, under the old one.
  ///   - cleanRuns: clean runs so far.
  ///   - failures: failures since the change so far.
  /// - Returns: none where no clean runs can do it: a test that is to never fail has failed.
  public static func moreCleanRuns(
    fromRate oldRate: Double,
    toRate newRate: Double = 0,
    bayesFactor: Double = 20,
    cleanRuns: Int = 0,
    failures: Int = 0
  ) -> Int? {
    guard newRate < oldRate, newRate > 0 || failures == 0 else { return nil }
    let step = Double.log(onePlus: -newRate) - Double.log(onePlus: -oldRate)
    let loss = failures == 0 ? 0 : Double(failures) * Double.log(newRate / oldRate)
    return max(0, wholeRuns((Double.log(bayesFactor) - loss) / step) - cleanRuns)
  }

  /// The least whole number that is not under `runs`; a hair over a whole number is rounding.
  private static func wholeRuns(_ runs: Double) -> Int {
    Int(min(1e15, (runs * (1 - 1e-12)).rounded(.up)))
  }
}
