import TestModel

/// How often tests fail outside of incidents.
///
/// Each failure counts by the probability that no incident made it. The rate of a test is shrunk
/// towards that of all tests, as if it had been seen in `priorTurns` turns more (the mean of a
/// Gamma prior's posterior; the prior's mean comes from the history, so this is empirical Bayes).
struct FailureBaselines {
  /// The weight of what all tests do in the rate of one.
  static let priorTurns = 20.0
  /// What is added for failures with words that nothing else in the history has.
  static let noveltyFailures = 0.1
  /// Above this rate a test's failure is no surprise, and says nothing about a common cause.
  static let habitualRate = 0.3

  private let index: IncidentIndex
  /// By failure: the probability that no incident made it.
  let weights: [Double]
  private let shares: [Double]
  /// By test and by signature, and by both: the weights together.
  private(set) var ofTest: [Double]
  private(set) var ofSignature: [Double]
  private(set) var ofWording: [Double]
  /// The rate of any test a turn.
  private(set) var commonRate = 0.0
  /// By stream: the failures that a turn leads to expect, of the tests that ever failed in it.
  private(set) var ofStream: [Double]
  /// By place and stream (see `cell`): the same, and how many tests that is.
  private(set) var ofCell: [Int: Double] = [:]
  private(set) var testsOfCell: [Int: Double] = [:]
  private(set) var testsOfStream: [Double]

  init(_ index: IncidentIndex, weights: [Double]) {
    self.index = index
    self.weights = weights
    shares = index.turnsOfTest.map { 1 / ($0 + Self.priorTurns) }
    ofTest = Array(repeating: 0, count: index.turnsOfTest.count)
    ofSignature = Array(repeating: 0, count: index.signatureCount)
    ofWording = Array(repeating: 0, count: index.wordingCount)
    ofStream = Array(repeating: 0, count: index.calendar.streams.count)
    testsOfStream = ofStream
    for (position, failure) in index.table.failures.enumerated() {
      ofTest[failure.test] += weights[position]
      guard failure.signature >= 0 else { continue }
      ofSignature[failure.signature] += weights[position]
      ofWording[index.wordingOfFailure[position]] += weights[position]
    }
    let executed = index.calendar.executedOfRun.reduce(0, +)
    commonRate = min(0.02, max(1e-5, (weights.reduce(0, +) + 0.5) / (executed + 1)))
    for test in ofTest.indices {
      let rate = rate(of: test, without: 0)
      for stream in index.streamsOfTest[test] {
        ofStream[stream] += rate
        testsOfStream[stream] += 1
        let cell = cell(index.placeOfTest[test], stream)
        ofCell[cell, default: 0] += rate
        testsOfCell[cell, default: 0] += 1
      }
    }
  }

  func cell(_ place: Int, _ stream: Int) -> Int {
    (place + 1) * index.calendar.streams.count + stream
  }

  /// The rate of a test a turn, without the weight of some of its failures.
  func rate(of test: Int, without weight: Double) -> Double {
    (max(0, ofTest[test] - weight) + commonRate * Self.priorTurns) * share(of: test)
  }

  /// What one failure adds to the rate of its test.
  func share(of test: Int) -> Double { shares[test] }

  /// The rate of a test that never failed in a stream.
  func quietRate(in stream: Int) -> Double {
    commonRate * Self.priorTurns / (index.calendar.streams[stream].allTurns + Self.priorTurns)
  }

  /// The failures that a turn of a stream leads to expect, in one place or in all.
  func expected(in stream: Int, place: Int?) -> Double {
    if let place {
      let cell = cell(place, stream)
      let quiet = index.testsInPlace[place] - testsOfCell[cell, default: 0]
      return ofCell[cell, default: 0] + max(0, quiet) * quietRate(in: stream)
    }
    let quiet = index.calendar.streams[stream].testsPerTurn - testsOfStream[stream]
    return ofStream[stream] + max(0, quiet) * quietRate(in: stream)
  }
}
