import StatisticsCore
import TestModel

extension FlakyDocument {
  /// What the history could and could not have seen.
  struct Power: Encodable {
    struct Detection: Encodable {
      var rate: Double
      var attempts: Int
      var probability: Double
      var moreAttempts: Int?
      var wanted: Double

      init(_ power: DetectionPower) {
        rate = power.rate
        attempts = power.attempts
        probability = power.probability.rounded(places: 4)
        moreAttempts = power.moreAttempts
        wanted = power.wanted
      }
    }

    var sentences: [String]
    var basis: String
    var tests: Int
    var rerunShare, defaultBranchShare: Double
    var atMedian, atLowerQuartile, atUpperQuartile: [Detection]

    init(_ power: HistoryPower) {
      sentences = power.atMedian.map(\.sentence)
      basis = power.basis
      tests = power.tests
      rerunShare = power.yield.rerunShare.rounded(places: 4)
      defaultBranchShare = power.yield.defaultBranchShare.rounded(places: 4)
      atMedian = power.atMedian.map(Detection.init)
      atLowerQuartile = power.atLowerQuartile.map(Detection.init)
      atUpperQuartile = power.atUpperQuartile.map(Detection.init)
    }
  }

  /// What the words of the document mean, for people.
  struct Definitions: Encodable {
    var verdicts: [String: String]
    var figures: [String: String]
    /// The kinds of causes that the document names.
    var causes: [String: String]

    init(causesOf tests: [TestAssessment]) {
      verdicts = Dictionary(
        uniqueKeysWithValues: Verdict.allCases.map { ($0.rawValue, $0.definition) }
      )
      figures = Dictionary(
        uniqueKeysWithValues: RateFigure.allCases.map { ($0.rawValue, $0.definition) }
      )
      let kinds = Set(tests.flatMap { $0.causes.map(\.kind) })
      causes = Dictionary(uniqueKeysWithValues: kinds.map { ($0.rawValue, $0.definition) })
    }
  }
}
