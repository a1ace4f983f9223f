/// The probability of at least `count` events in `trials`, each of probability `rate`.
///
/// It is the regularized incomplete beta function I(rate; k, n − k + 1), as the k-th smallest of n
/// uniform numbers has that Beta distribution (NIST Digital Library of Mathematical Functions,
/// 8.17.5).
func binomialTail(atLeast count: Int, trials: Int, rate: Double) -> Double {
  guard count > 0 else { return 1 }
  guard count <= trials else { return 0 }
  return BetaDistribution(alpha: Double(count), beta: Double(trials - count + 1)).cumulative(rate)
}

/// The fewest trials in which there are `count` events with at least `probability`; none where
/// there never are, or not in a billion.
///
/// The number of trials until the k-th event is negative binomial, and is at most n exactly when
/// there are k events in n trials; so its quantile is found by halving on the binomial tail.
func trials(until count: Int, rate: Double, probability: Double) -> Int? {
  guard count > 0 else { return 0 }
  func isEnough(_ trials: Int) -> Bool {
    binomialTail(atLeast: count, trials: trials, rate: rate) >= probability
  }
  var high = count
  while !isEnough(high) {
    high *= 2
    if high > 1_000_000_000 { return nil }
  }
  var low = max(count - 1, high / 2)
  if high == count { return count }
  while high - low > 1 {
    let middle = (low + high) / 2
    if isEnough(middle) { high = middle } else { low = middle }
  }
  return high
}
