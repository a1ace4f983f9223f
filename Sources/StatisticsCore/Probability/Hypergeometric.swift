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
  var term = Double.exp(
    logChoose(marked, count) + logChoose(unmarked, drawn - count) - logChoose(population, drawn)
  )
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
