public import StatisticsCore
import TestModel

/// The JSON of `evenkeel review`; its keys are public interface.
public struct ReviewDocument: Encodable, Sendable {
  let schemaVersion = 1
  let week, from, asOf: String
  let headline: Headline
  /// The week and the four before it, the latest first.
  let weeks: [Week]
  let people: People
  let quarantineSavings: Savings
  let newlyFlaky, recovered, failing: [Test]
  let quarantine: Quarantine
  let offenders: [Offender]
  let owners: [Owner]
  let errorBudget: Budget
  let movers: Movers
  let outages: [FlakyDocument.Outage]
  let dataQuality: Quality
  let definitions: [String: String]

  /// Creates the document of a review.
  public init(_ review: WeeklyReview, _ assumptions: ReviewAssumptions = ReviewAssumptions()) {
    week = review.week.name
    from = review.week.start.iso8601
    asOf = review.end.iso8601
    headline = Headline(review)
    weeks = review.figures.map(Week.init)
    people = People(review, assumptions)
    quarantineSavings = Savings(review.savings, assumptions)
    newlyFlaky = review.newlyFlaky.map(Test.init)
    recovered = review.recovered.map(Test.init)
    failing = review.failing.map(Test.init)
    quarantine = Quarantine(review.quarantine)
    offenders = review.offenders.map(Offender.init)
    owners = review.owners.map(Owner.init)
    errorBudget = Budget(review)
    movers = Movers(review.movers)
    outages = review.outages.map(FlakyDocument.Outage.init)
    dataQuality = Quality(review.quality)
    definitions = Dictionary(
      uniqueKeysWithValues: RateFigure.allCases.map { ($0.rawValue, $0.definition) }
    )
  }
}

extension ReviewDocument {
  struct Headline: Encodable {
    struct Change: Encodable {
      var before: FlakyDocument.Share
      var difference, low, high: Double?
      var trend: String

      init(_ change: ShareChange) {
        before = FlakyDocument.Share(change.before)
        difference = change.difference?.rounded(places: 6)
        low = change.interval?.lowerBound.rounded(places: 6)
        high = change.interval?.upperBound.rounded(places: 6)
        trend = change.trend(isBetterLower: true).rawValue
      }
    }
    struct Median: Encodable {
      var value: Double?
      var trend: String
    }

    var flakyFailedRuns: FlakyDocument.Share
    let target = RateFigure.flakyFailedRunsTarget
    var standing: String
    var againstLastWeek: Change
    var againstMedianOfFourWeeks: Median

    init(_ review: WeeklyReview) {
      let share = review.current.runs.flakyFailedRuns
      flakyFailedRuns = FlakyDocument.Share(share)
      standing = share.standing(to: target).rawValue
      againstLastWeek = Change(review.changeOfWeek(\.runs.flakyFailedRuns))
      againstMedianOfFourWeeks = Median(
        value: review.medianOfFourWeeks { $0.runs.flakyFailedRuns.value }?.rounded(places: 6),
        trend: review.trendOfFourWeeks(\.runs.flakyFailedRuns, isBetterLower: true).rawValue
      )
    }
  }

  struct Week: Encodable {
    var week: String
    var figures: FlakyDocument.Figures
    var pipelineDuration, queueTime: Spans

    init(_ week: WeekFigures) {
      self.week = week.week.name
      figures = FlakyDocument.Figures(week.runs)
      pipelineDuration = Spans(week.pipelines)
      queueTime = Spans(week.queue)
    }
  }

  struct Spans: Encodable {
    var medianSeconds, p95Seconds: Double?
    var known, total: Int

    init(_ spans: DurationSummary) {
      medianSeconds = spans.median?.seconds.rounded(places: 3)
      p95Seconds = spans.p95?.seconds.rounded(places: 3)
      known = spans.known
      total = spans.total
    }
  }

  struct People: Encodable {
    var seconds: Double
    let isAssumption = true
    var minutesPerFailure: Double
    var source: String
    var pipelines: FlakyDocument.Share

    init(_ review: WeeklyReview, _ assumptions: ReviewAssumptions) {
      let held = review.current.runs.blockedPipelines
      seconds = assumptions.peopleTime(held.count).seconds
      minutesPerFailure = assumptions.minutesPerFailure
      source = assumptions.source
      pipelines = FlakyDocument.Share(held)
    }
  }

  struct Savings: Encodable {
    struct Part: Encodable {
      var jobRuns: FlakyDocument.Share
      var ciSeconds: Double
      var pipelines: Int
      var peopleSeconds: Double

      init(_ part: QuarantineSavings.Part, _ assumptions: ReviewAssumptions) {
        jobRuns = FlakyDocument.Share(part.jobRuns)
        ciSeconds = part.time.seconds.rounded(places: 3)
        pipelines = part.pipelines
        peopleSeconds = assumptions.peopleTime(part.pipelines).seconds
      }
    }

    var saved, missed: Part

    init(_ savings: QuarantineSavings, _ assumptions: ReviewAssumptions) {
      saved = Part(savings.saved, assumptions)
      missed = Part(savings.missed, assumptions)
    }
  }

  struct Test: Encodable {
    var id, repo, suite, classname, name, file: String
    var verdict: String
    var probability: Double
    var flakeRate: FlakyDocument.Rate
    var executions, failures, flakes: Int
    var firstFlake, lastFlake, sinceCommit: String?
    var owners: [String]

    init(_ test: TestAssessment) {
      let testID = test.test.testID
      id = test.test.stableID
      repo = test.test.repo
      suite = testID.suite
      classname = testID.classname
      name = testID.name
      file = testID.file
      verdict = test.verdict.rawValue
      probability = test.probability.rounded(places: 4)
      flakeRate = FlakyDocument.Rate(
        estimate: test.rate.estimate.rounded(places: 6),
        low: test.rate.low.rounded(places: 6),
        high: test.rate.high.rounded(places: 6)
      )
      executions = test.executions
      failures = test.failures
      flakes = test.flakes
      firstFlake = test.firstFlake?.iso8601
      lastFlake = test.lastFlake?.iso8601
      sinceCommit = test.sinceCommit
      owners = test.owners
    }
  }
}
