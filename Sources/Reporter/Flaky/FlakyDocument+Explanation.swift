import StatisticsCore
import TestModel

extension FlakyDocument {
  /// Why a test has its verdict.
  struct Explanation: Encodable {
    struct Discounted: Encodable {
      var reason: String
      var count: Int
      /// The mean of the failures' weights.
      var weight: Double
    }
    struct Event: Encodable {
      /// `flake`, or the reason why the failure does not count as one.
      var countsAs: String
      var evidence: String?
      var weight: Double
      var at: String
      var jobRun: Int64
      var commit: String?
      var variant: String
    }

    /// The events of one test that are told: the latest.
    static let mostEvents = 50

    var summary: String
    var discounted: [Discounted]
    var events: [Event]
    var eventsTotal: Int
    var runsToDecide: Int?
    var cleanStreak: Int
    var log10EValue: Double
    var pastProbability: Double
    var qualifiesForQuarantine: Bool
    var flakyVariants: [String]
    var isGone: Bool
    var lastRun: String

    init(_ test: TestAssessment) {
      summary = VerdictExplanation(test).summary
      discounted = test.discountedCounts.map {
        Discounted(
          reason: $0.reason.rawValue,
          count: $0.count,
          weight: $0.weight.rounded(places: 4)
        )
      }
      let all = test.events
      eventsTotal = all.count
      events = all.suffix(Explanation.mostEvents).map(Event.init)
      runsToDecide = test.runsToDecide
      cleanStreak = test.cleanStreak
      log10EValue = test.logEvidence.rounded(places: 3)
      pastProbability = test.pastProbability.rounded(places: 4)
      qualifiesForQuarantine = test.qualifiesForQuarantine
      flakyVariants = test.flakyStreams.map(\.name)
      isGone = test.isGone
      lastRun = test.lastRun.iso8601
    }
  }

  /// What may make a test flaky.
  struct Cause: Encodable {
    struct Related: Encodable {
      var id, name: String?
      var role: String
      var place: Int
      var pValue: Double
    }

    var kind: String
    var strength: Double
    var detail: String
    var pValue: Double?
    var related: [Related]

    init(_ cause: FlakeCause, known: TestsByRow) {
      kind = cause.kind.rawValue
      strength = cause.strength.rounded(places: 4)
      detail = cause.detail
      pValue = cause.pValue?.roundedToThreeDigits
      related = cause.related.map {
        Related(
          id: known[$0.row]?.stableID,
          name: known[$0.row]?.testID.displayName,
          role: $0.role.rawValue,
          place: $0.place,
          pValue: $0.pValue.roundedToThreeDigits
        )
      }
    }
  }
}

extension FlakyDocument.Explanation.Event {
  init(_ event: TestEvent) {
    countsAs = event.countsAs
    evidence = event.kind?.rawValue
    weight = event.weight.rounded(places: 4)
    at = event.at.iso8601
    jobRun = event.jobRunID
    commit = event.commit
    variant = event.stream.name
  }
}
