import StatisticsCore
import TestModel

extension FlakyDocument {
  /// A share with its 95 % interval; no value where it is out of nothing.
  struct Share: Encodable {
    var count, total: Int
    var value: Double?
    var low, high: Double

    init(_ proportion: Proportion) {
      count = proportion.count
      total = proportion.total
      value = proportion.value?.rounded(places: 6)
      low = proportion.interval.lowerBound.rounded(places: 6)
      high = proportion.interval.upperBound.rounded(places: 6)
    }
  }

  /// What flakes cost, in seconds of CI time.
  struct Cost: Encodable {
    var totalSeconds, retrySeconds, lostRunSeconds, queueSeconds, rerunSeconds: Double

    init(_ cost: FlakeCost) {
      totalSeconds = cost.total.seconds.rounded(places: 3)
      retrySeconds = cost.retries.seconds.rounded(places: 3)
      lostRunSeconds = cost.lostRuns.seconds.rounded(places: 3)
      queueSeconds = cost.queues.seconds.rounded(places: 3)
      rerunSeconds = cost.rerunTime.seconds.rounded(places: 3)
    }
  }

  /// The figures of some job runs; of a part of the window, with the key that says which.
  struct Figures: Encodable {
    var week, branchClass, job, variant: String?
    var flakyFailedRuns, outageFailedRuns, executionFlakeRate: Share
    var blockedPipelines, successfulPipelines, successfulPipelinesWithoutFlakes: Share
    var cost: Cost

    init(_ figures: RunFigures) {
      flakyFailedRuns = Share(figures.flakyFailedRuns)
      outageFailedRuns = Share(figures.outageFailedRuns)
      executionFlakeRate = Share(figures.executionFlakes)
      blockedPipelines = Share(figures.blockedPipelines)
      successfulPipelines = Share(figures.successfulPipelines)
      successfulPipelinesWithoutFlakes = Share(figures.successfulPipelinesWithoutFlakes)
      cost = Cost(figures.cost)
    }
  }

  /// The flakes of some tests.
  struct Group: Encodable {
    var name: String
    var flakyTestShare, flakes, flakyFailedRuns: Share
    /// Whether the share is out of all tests, and not of those that failed.
    var countsAllTests: Bool
    var cost: Cost

    init(_ group: TestGroup) {
      name = group.name
      flakyTestShare = Share(group.flakyTests)
      flakes = Share(group.flakes)
      flakyFailedRuns = Share(group.flakyFailedRuns)
      countsAllTests = group.countsAllTests
      cost = Cost(group.cost)
    }
  }

  /// How often flakes got in the way, and what they cost.
  struct Rates: Encodable {
    /// The share of flaky-failed job runs to stay within.
    let target = RateFigure.flakyFailedRunsTarget
    /// `met` or `missed` where the interval says so, `undecided` otherwise.
    var standing: String
    var total: Figures
    var flakyTestShare: Share
    var byWeek, byBranchClass, byVariant: [Figures]
    var byPlace, byOwner: [Group]

    init(_ rates: FlakinessRates) {
      standing = rates.total.flakyFailedRuns.standing(to: target).rawValue
      total = Figures(rates.total)
      flakyTestShare = Share(rates.flakyTests)
      byWeek = rates.weeks.map { group in
        var figures = Figures(group.figures)
        figures.week = group.key.name
        return figures
      }
      byBranchClass = rates.branchClasses.map { group in
        var figures = Figures(group.figures)
        figures.branchClass = group.key.rawValue
        return figures
      }
      byVariant = rates.streams.map { group in
        var figures = Figures(group.figures)
        figures.job = group.key.job
        figures.variant = group.key.variant
        return figures
      }
      byPlace = rates.places.map(Group.init)
      byOwner = rates.owners.map(Group.init)
    }
  }
}
