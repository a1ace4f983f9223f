import RealModule

/// The probability that values drawn from one distribution would be as much larger than the others
/// as `sample` is: the rank-sum test, one sided.
///
/// Ties share the mean of their ranks and lessen the variance; the normal distribution stands for
/// the exact one, with a continuity correction, and is too careful where a sample is small.
///
/// Source: Mann and Whitney, "On a test of whether one of two random variables is stochastically
/// larger than the other", 1947; ties: Lehmann, Nonparametrics, section 1.4.
///
/// - Returns: the p-value; 1 where a sample is empty or all values are equal.
func rankSumTail(_ sample: [Double], above others: [Double]) -> Double {
  guard !sample.isEmpty, !others.isEmpty else { return 1 }
  let pooled = (sample.map { ($0, 1.0) } + others.map { ($0, 0.0) }).sorted { $0.0 < $1.0 }
  var rankSum = 0.0
  var tieTerm = 0.0
  var start = 0
  while start < pooled.count {
    var end = start
    var ofSample = 0.0
    // What is no number equals not even itself, and has to be passed all the same.
    repeat {
      ofSample += pooled[end].1
      end += 1
    } while end < pooled.count && pooled[end].0 == pooled[start].0
    let ties = Double(end - start)
    rankSum += ofSample * (Double(start + end + 1) / 2)
    tieTerm += ties * (ties * ties - 1)
    start = end
  }
  let m = Double(sample.count)
  let n = Double(others.count)
  let total = m + n
  let variance = m * n / 12 * ((total + 1) - tieTerm / (total * (total - 1)))
  guard variance > 0 else { return 1 }
  let excess = rankSum - m * (total + 1) / 2 - 0.5
  return Double.erfc(excess / (2 * variance).squareRoot()) / 2
}

/// The probability that the `exceeding` largest of all values are all of the sample, when sample
/// and others come from one distribution.
///
/// It needs no distribution and no approximation: each of the largest values in turn is of the
/// sample with the share that the sample has of what is left.
///
/// Source: Rosenbaum, "Tables for a nonparametric test of location", 1954.
func exceedanceTail(exceeding: Int, sample: Int, others: Int) -> Double {
  var probability = 1.0
  for number in 0..<min(exceeding, sample) {
    probability *= Double(sample - number) / Double(sample + others - number)
  }
  return probability
}

/// The middle of values in order; of an even number the lower one.
func lowerMedian(ofSorted values: [Double]) -> Double? {
  values.isEmpty ? nil : values[(values.count - 1) / 2]
}
