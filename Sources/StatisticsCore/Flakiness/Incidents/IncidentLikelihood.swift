import RealModule

/// How likely it is that failures that came together have one cause.
///
/// Two explanations of F failures among N tests are weighed: each by itself, a Poisson number of the
/// mean mu (many small rates: Le Cam, 1960), or an incident that hits each test with an intensity
/// theta. Nobody knows theta beforehand; half of the belief is uniform on 0...1, which is for full
/// outages, and half has the density 1 / (L theta) on 0.01...1 (L = ln 100), which is for partial
/// ones. The binomial averaged over the first is 1 / (N + 1); over the second it is
/// C(N, F) B(F, N - F + 1) / L = 1 / (F L), but for the little below 0.01.
struct IncidentLikelihood {
  private static let logRange = Double.log(100)
  /// ln(n!) for small n, which are nearly all.
  private let logFactorials: [Double]

  init() {
    var sums = [0.0]
    for number in 1..<1024 { sums.append(sums[number - 1] + Double.log(Double(number))) }
    logFactorials = sums
  }

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
    let logOfChance =
      count > expected
      ? count * Double.log(expected) - expected - logFactorial(failed) : 0
    let logOdds =
      Double.log(ofIncident) - logOfChance + Double.log(prior) - Double.log(onePlus: -prior)
    return logOdds > 40 ? 1 : 1 / (1 + Double.exp(-logOdds))
  }

  private func logFactorial(_ number: Int) -> Double {
    number < logFactorials.count ? logFactorials[number] : Double.logGamma(Double(number) + 1)
  }
}
