/// One test with what the model believes of it.
struct BelievedTest {
  /// Its likelihoods.
  let evidence: TestEvidence
  /// What is believed.
  let posterior: TestPosterior

  var chain: FlakeChain { evidence.chain }
  var units: TestUnits { chain.steps.units }
}

/// One test with what the model believes of it, and what was computed on the way.
struct ModeledTest {
  /// Its evidence under the numbers that hold where a history is not known.
  let prior: TestEvidence
  /// The numbers with the rates that this history has.
  let rates: ModelParameters
  /// What is believed under those.
  let firstPosterior: TestPosterior
  /// Its evidence under the numbers with this history's breaks and noise.
  let evidence: TestEvidence
  /// The numbers that all is fitted with.
  let parameters: ModelParameters
  /// What is believed in the end.
  let posterior: TestPosterior

  var units: TestUnits { evidence.chain.steps.units }
  var believed: BelievedTest { BelievedTest(evidence: evidence, posterior: posterior) }
}

extension ModelFit {
  /// Fits the numbers in two rounds: with what is known of other histories, then with what this one
  /// tells of breaks, noise and fixes.
  ///
  /// - Parameter known: by test, what an earlier model computed for the same runs.
  func parameters(
    units: [TestUnits],
    facts: RunFacts,
    known: [ModeledTest?]
  ) -> (final: ModelParameters, tests: [ModeledTest]) {
    let prior = ModelParameters()
    let first = concurrentMap(units.count) { index in
      known[index]?.prior ?? TestEvidence(units[index], prior)
    }
    let rates = fittedRates(first.filter(\.hasPasses).map(\.logRatios), from: prior)
    let posteriors = concurrentMap(units.count) { index in
      if let test = known[index], test.rates == rates { return test.firstPosterior }
      return first[index].posterior(rates)
    }
    let events = fittedEvents(
      zip(first, posteriors).map { ($0.chain, $1) },
      facts: facts,
      from: rates
    )
    let second = concurrentMap(units.count) { index in
      if let test = known[index], test.evidence.isUnder(events) { return test.evidence }
      return TestEvidence(units[index], events)
    }
    let final = fittedRates(second.filter(\.hasPasses).map(\.logRatios), from: events)
    let tests = concurrentMap(units.count) { index in
      let test = known[index]
      let isSame = test?.parameters == final && test?.evidence.isUnder(events) ?? false
      return ModeledTest(
        prior: first[index],
        rates: rates,
        firstPosterior: posteriors[index],
        evidence: second[index],
        parameters: final,
        posterior: isSame
          ? test?.posterior ?? second[index].posterior(final)
          : second[index].posterior(final)
      )
    }
    return (final, tests)
  }
}
