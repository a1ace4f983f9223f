import StatisticsCore
import TestModel

extension ReviewDocument {
  struct Quarantine: Encodable {
    struct Entry: Encodable {
      var id, name, repo: String
      var state, since: String
      var expires, escalated, owner, issue: String?

      init(_ entry: QuarantineEntry) {
        id = entry.test.stableID
        name = entry.test.testID.displayName
        repo = entry.test.repo
        state = entry.state.rawValue
        since = entry.since.iso8601
        expires = entry.expires?.iso8601
        escalated = entry.escalated?.iso8601
        owner = entry.owner
        issue = entry.issue
      }
    }
    struct Move: Encodable {
      var id, name, repo: String
      var before: String?
      var after, at, reason: String

      init(_ move: QuarantineWeek.Move) {
        id = move.entry.test.stableID
        name = move.entry.test.testID.displayName
        repo = move.entry.test.repo
        before = move.before?.rawValue
        after = move.after.rawValue
        at = move.at.iso8601
        reason = move.reason
      }
    }

    var tests, candidates: Int
    var moves: [Move]
    var overdue: [Entry]
    var escalated: Int

    init(_ quarantine: QuarantineWeek) {
      tests = quarantine.entries.count
      candidates = quarantine.candidates
      moves = quarantine.moves.map(Move.init)
      overdue = quarantine.overdue.map(Entry.init)
      escalated = quarantine.escalated.count
    }
  }

  struct Offender: Encodable {
    var id, name, repo, file: String
    var owners: [String]
    var lostSeconds: Double
    var flakyFailedRuns: FlakyDocument.Share
    var flakeRate: Double?

    init(_ offender: ReviewOffender) {
      id = offender.test.stableID
      name = offender.test.testID.displayName
      repo = offender.test.repo
      file = offender.test.testID.file
      owners = offender.owners
      lostSeconds = offender.cost.seconds.rounded(places: 3)
      flakyFailedRuns = FlakyDocument.Share(offender.flakyFailedRuns)
      flakeRate = offender.assessment?.rate.estimate.rounded(places: 6)
    }
  }

  struct Owner: Encodable {
    var name: String
    var tests: Int
    var lostSeconds: Double
    var flakyFailedRuns: FlakyDocument.Share

    init(_ owner: ReviewOwner) {
      name = owner.name
      tests = owner.tests
      lostSeconds = owner.cost.seconds.rounded(places: 3)
      flakyFailedRuns = FlakyDocument.Share(owner.flakyFailedRuns)
    }
  }

  struct Budget: Encodable {
    struct Rate: Encodable {
      var windowSeconds: Double
      var flakyFailedRuns, shortFlakyFailedRuns: FlakyDocument.Share
      var burnRate, shortBurnRate: Double?
      var threshold: Double
      var alert, standing, end: String
      var alerts: Int

      init(_ rate: BurnRate) {
        windowSeconds = rate.window.seconds
        flakyFailedRuns = FlakyDocument.Share(rate.long)
        shortFlakyFailedRuns = FlakyDocument.Share(rate.short)
        burnRate = rate.rate?.rounded(places: 4)
        shortBurnRate = rate.shortRate?.rounded(places: 4)
        threshold = rate.threshold
        alert = rate.alert.rawValue
        standing = rate.standing.rawValue
        end = rate.end.iso8601
        alerts = rate.alerts
      }
    }

    let budget = RateFigure.flakyFailedRunsTarget
    var burnRates: [Rate]

    init(_ review: WeeklyReview) { burnRates = review.burnRates.map(Rate.init) }
  }

  struct Movers: Encodable {
    struct Mover: Encodable {
      var repo, file, job, variant: String
      var streams: Int
      var beforeSeconds, afterSeconds: Double
      var runsBefore, runsAfter, casesBefore, casesAfter: Int
      var falseDiscoveryRate: Double

      init(_ mover: DurationMover) {
        repo = mover.repo
        file = mover.item
        job = mover.stream.job
        variant = mover.stream.variant
        streams = mover.streams
        beforeSeconds = mover.before.seconds.rounded(places: 3)
        afterSeconds = mover.after.seconds.rounded(places: 3)
        runsBefore = mover.runsBefore
        runsAfter = mover.runsAfter
        casesBefore = mover.casesBefore
        casesAfter = mover.casesAfter
        falseDiscoveryRate = mover.falseDiscoveryRate.roundedToThreeDigits
      }
    }

    var compared: Int
    var files: [Mover]

    init(_ movers: DurationMovers) {
      compared = movers.compared
      files = movers.movers.map(Mover.init)
    }
  }

  struct Quality: Encodable {
    var incomplete, withoutCommit, withoutDuration, withoutQueueTime: FlakyDocument.Share
    var skewedAttempts, timed: FlakyDocument.Share
    var ambiguousNames, testedJobRuns, jobRunsToShowTarget: Int

    init(_ quality: DataQuality) {
      incomplete = FlakyDocument.Share(quality.incomplete)
      withoutCommit = FlakyDocument.Share(quality.withoutCommit)
      withoutDuration = FlakyDocument.Share(quality.withoutDuration)
      withoutQueueTime = FlakyDocument.Share(quality.withoutQueue)
      skewedAttempts = FlakyDocument.Share(quality.skewedAttempts)
      timed = FlakyDocument.Share(quality.timed)
      ambiguousNames = quality.ambiguousNames
      testedJobRuns = quality.testedRuns
      jobRunsToShowTarget = DataQuality.runsToShowTarget
    }
  }
}
