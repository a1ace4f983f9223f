import Testing

@testable import StatisticsCore

@Suite("Probability")
struct ProbabilityTests {
  @Test(
    "Quantiles of the Beta distribution are SciPy's: scipy.stats.beta.ppf(p, a, b)",
    arguments: [
      (0.24, 1.9, 0.5, 0.02461021975817382), (8.24, 288.9, 0.05, 0.01408988823309295),
      (8.24, 288.9, 0.95, 0.04496995869055786), (1, 1, 0.3, 0.3),
      (40.24, 110.9, 0.95, 0.3269242779109779), (0.1, 999.9, 0.9, 0.0002662655506761208),
    ]
  )
  func quantiles(alpha: Double, beta: Double, probability: Double, expected: Double) {
    let distribution = BetaDistribution(alpha: alpha, beta: beta)
    #expect(abs(distribution.quantile(probability) - expected) < 1e-9)
    #expect(abs(distribution.cumulative(expected) - probability) < 1e-6)
  }

  @Test("The marginal likelihood is SciPy's: betaln(3.24, 300.9) - betaln(0.24, 1.9)")
  func marginal() {
    let prior = BetaDistribution(alpha: 0.24, beta: 1.9)
    #expect(abs(prior.logMarginal(events: 3, trials: 302) - -18.803196000653273) < 1e-9)
  }

  @Test(
    "Tails of the Poisson distribution are SciPy's: scipy.stats.poisson.sf(k - 1, mean)",
    arguments: [
      (4, 0.01, 4.133471826263344e-10), (8, 3.7, 0.035240730472139034),
      (20, 2.5, 3.4804487521162797e-12), (1, 1e-6, 9.99999500000168e-07),
      (100, 80, 0.0171083130351331), (0, 3, 1),
    ]
  )
  func poissonTails(count: Int, mean: Double, expected: Double) {
    #expect(abs(poissonTail(atLeast: count, mean: mean) - expected) < 1e-9 * max(1, expected))
    #expect(abs(poissonTail(atLeast: count, mean: mean) / expected - 1) < 1e-6)
  }

  @Test("Wilson's interval holds the share, and shares that touch do not differ")
  func wilson() {
    let share = Proportion(count: 3, total: 143)
    // statsmodels.stats.proportion.proportion_confint(3, 143, method="wilson")
    #expect(abs(share.interval.lowerBound - 0.00716) < 1e-4)
    #expect(abs(share.interval.upperBound - 0.05985) < 1e-4)
    #expect(!share.differs(from: Proportion(count: 5, total: 140)))
    #expect(share.differs(from: Proportion(count: 60, total: 140)))
    #expect(Proportion(count: 0, total: 0).value == nil)
  }
}
