import RealModule

/// The probability that at least `count` of the drawn are marked, when `drawn` of `population` are
/// drawn without putting back and `marked` of the population are marked: Fisher's exact test, one
/// sided.
///
/// The first term is taken from logarithms, the others by their ratio to the term before. Sums of
/// logarithms of factorials are exact to about 1e-9 relative for populations of millions.
///
/// Source: Fisher, "The logic of inductive inference", 1935; Johnson, Kemp and Kotz, Univariate
/// Discrete Distributions, 3rd edition, section 6.2.
func hypergeometricTail(
  atLeast count: Int,
  marked: Int,
  drawn: Int,
  population: Int
) -> Double {
  let lowest = max(0, drawn + marked - population)
  let highest = min(marked, drawn)
  guard count > lowest else { return 1 }
  guard count <= highest else { return 0 }
  let unmarked = population - marked
  var term = hypergeometricTerm(count, marked, drawn, population)
  var sum = 0.0
  for number in count...highest {
    sum += term
    term *= Double(marked - number) * Double(drawn - number)
    term /= Double(number + 1) * Double(unmarked - drawn + number + 1)
  }
  return min(1, sum)
}

/// The logarithm of the number of ways to choose `chosen` of `count`.
private func logChoose(_ count: Int, _ chosen: Int) -> Double {
  Double.logGamma(Double(count) + 1) - Double.logGamma(Double(chosen) + 1)
    - Double.logGamma(Double(count - chosen) + 1)
}

/// The same for several populations of which each is drawn from by itself: the probability that of
/// all drawn together at least `count` are marked.
///
/// The sum of independent hypergeometric variables has the convolution of their distributions; no
/// approximation is made. With few draws from many populations it stays cheap: its cost is the
/// square of the number of draws.
///
/// Source: the exact conditional test for a common odds ratio, Agresti, Categorical Data Analysis,
/// 3rd edition, section 6.4.
func stratifiedHypergeometricTail(
  atLeast count: Int,
  strata: [(marked: Int, drawn: Int, population: Int)]
) -> Double {
  var lowest = 0
  var distribution = [1.0]
  for stratum in strata {
    let start = max(0, stratum.drawn + stratum.marked - stratum.population)
    let terms = (start...min(stratum.marked, stratum.drawn)).map { number in
      hypergeometricTerm(number, stratum.marked, stratum.drawn, stratum.population)
    }
    var next = Array(repeating: 0.0, count: distribution.count + terms.count - 1)
    for (offset, probability) in distribution.enumerated() {
      for (more, term) in terms.enumerated() { next[offset + more] += probability * term }
    }
    lowest += start
    distribution = next
  }
  guard count > lowest else { return 1 }
  return min(1, distribution.dropFirst(count - lowest).reversed().reduce(0, +))
}

private func hypergeometricTerm(
  _ count: Int,
  _ marked: Int,
  _ drawn: Int,
  _ population: Int
) -> Double {
  Double.exp(
    logChoose(marked, count) + logChoose(population - marked, drawn - count)
      - logChoose(population, drawn)
  )
}
