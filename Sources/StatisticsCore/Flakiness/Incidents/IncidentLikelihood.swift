import RealModule

/// How likely it is that failures that came together have one cause.
///
/// Two explanations of F failures among N tests are weighed. Each by itself: a Poisson number (many
/// small rates: Le Cam, 1960) of a mean that is not known exactly, for rates come and go. With a
/// Gamma belief of shape 3 around mu that is negative binomial (Gelman et al., Bayesian Data
/// Analysis, 3rd edition, section 2.6): (F + 1) (F + 2) / 2 (3 / (3 + mu))^3 (mu / (3 + mu))^F.
///
/// Or an incident that hits each test with an intensity theta. Nobody knows theta beforehand; half
/// of the belief is uniform on 0...1, which is for full outages, and half has the density
/// 1 / (L theta) on 0.01...1 (L = ln 100), which is for partial ones. The binomial averaged over the
/// first is 1 / (N + 1); over the second it is C(N, F) B(F, N - F + 1) / L = 1 / (F L), but for the
/// little below 0.01.
struct IncidentLikelihood {
  private static let logRange = Double.log(100)

  /// The probability of an incident, given how many of how many tests failed.
  ///
  /// - Parameters:
  ///   - failed: the tests that failed, 1 or more.
  ///   - executed: the tests that ran.
  ///   - expected: how many would fail on average by themselves, over 0.
  ///   - prior: the probability of an incident before anything failed.
  func posterior(failed: Int, executed: Double, expected: Double, prior: Double) -> Double {
    let count = Double(failed)
    let ofIncident = 0.5 / (count * Self.logRange) + 0.5 / (max(executed, count) + 1)
    // Fewer failures than expected are no sign of an incident, which could only add some.
    let logOfChance = count > expected ? logOfChance(failed, expected: expected) : 0
    let logOdds =
      Double.log(ofIncident) - logOfChance + Double.log(prior) - Double.log(onePlus: -prior)
    return probability(logOdds: logOdds)
  }

  /// The probability that an incident of a known intensity that hits a job for hours was there in
  /// one of its runs, given what else failed in that run; half of the runs are hit beforehand.
  ///
  /// - Parameters:
  ///   - failed: the other tests that failed in the run.
  ///   - executed: the other tests that ran.
  ///   - expected: how many would fail on average by themselves, over 0.
  ///   - intensity: the share of tests that the incident makes fail, over 0 and below 1.
  func presence(failed: Int, executed: Double, expected: Double, intensity: Double) -> Double {
    let count = Double(failed)
    let tests = max(executed, count)
    let ofIncident =
      logChoose(tests, count) + count * Double.log(intensity)
      + (tests - count) * Double.log(onePlus: -intensity)
    return probability(logOdds: ofIncident - logOfChance(failed, expected: expected))
  }

  private func logOfChance(_ failed: Int, expected: Double) -> Double {
    let count = Double(failed)
    let logSequences = Double.log((count + 1) * (count + 2) / 2)
    return logSequences + 3 * Double.log(3 / (3 + expected))
      + count * Double.log(expected / (3 + expected))
  }

  private func logChoose(_ tests: Double, _ failed: Double) -> Double {
    if failed == 0 { return 0 }
    return Double.logGamma(tests + 1) - Double.logGamma(failed + 1)
      - Double.logGamma(tests - failed + 1)
  }

  private func probability(logOdds: Double) -> Double {
    logOdds > 40 ? 1 : 1 / (1 + Double.exp(-logOdds))
  }
}
