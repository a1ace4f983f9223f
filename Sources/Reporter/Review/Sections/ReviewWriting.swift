import StatisticsCore
import TestModel

/// What a review takes for true that no history tells.
public struct ReviewAssumptions: Sendable, Hashable {
  /// The minutes that people take to find out that a failure is a flake, unless something else is said.
  ///
  /// Source: Slack Engineering, "Handling Flaky Tests at Scale: Auto Detection & Suppression", 2022: 28
  /// minutes to triage a failure by hand.
  public static let usualMinutesPerFailure = 28.0

  /// The minutes of people for each pipeline that a flake held up.
  public var minutesPerFailure: Double

  /// Creates assumptions.
  public init(minutesPerFailure: Double = ReviewAssumptions.usualMinutesPerFailure) {
    self.minutesPerFailure = minutesPerFailure
  }

  /// The time of people that held-up pipelines take.
  func peopleTime(_ pipelines: Int) -> Microseconds {
    Microseconds(seconds: Double(pipelines) * minutesPerFailure * 60) ?? .zero
  }

  /// Where the minutes come from, as a fragment.
  var source: String {
    minutesPerFailure == Self.usualMinutesPerFailure
      ? "what Slack measured for triage by hand, 2022" : "as was asked for"
  }
}

/// Writes the page of a review, a section at a time.
struct ReviewWriting {
  let review: WeeklyReview
  let assumptions: ReviewAssumptions
  /// Whether there are tests of several repositories, so that names need theirs.
  let showsRepos: Bool

  init(_ review: WeeklyReview, _ assumptions: ReviewAssumptions) {
    self.review = review
    self.assumptions = assumptions
    showsRepos = Set(review.assessment.tests.map(\.test.repo)).count > 1
  }

  /// The whole page.
  var page: ReviewPage {
    let isEmpty = review.current.runs.flakyFailedRuns.total == 0
    let sections =
      isEmpty
      ? [quarantine]
      : [
        figures, cost, changes, offenders, owners, quarantine, budget, movers, outages, quality,
      ]
    return ReviewPage(
      title: "CI review, week \(review.week.name)",
      subtitle: subtitle,
      answer: isEmpty
        ? ["No job run with tests this week: there is nothing to review."] : answer,
      sections: sections.compactMap { $0 }
    )
  }

  private var subtitle: ReviewText {
    let repos = Set(review.assessment.tests.map(\.test.repo)).filter { !$0.isEmpty }
    let repo: ReviewText = repos.count == 1 ? "\(name: repos.first ?? ""), " : ""
    let last = review.end.adding(milliseconds: -1).isoDate
    let isWhole = review.end == review.week.end
    return repo
      + "\(review.week.start.isoDate) to \(last), UTC\(isWhole ? "" : "; the week is not over")."
  }

  /// A test by its name, and its repository where there are several.
  func name(_ test: RecordedTest) -> ReviewText {
    let name: ReviewText = "\(name: test.testID.displayName)"
    return showsRepos ? name + " in \(name: test.repo)" : name
  }

  /// Whether anybody is known to own anything: else it is not worth a word that nobody does.
  var hasOwners: Bool {
    review.owners.contains { !$0.name.isEmpty }
      || review.quarantine.entries.contains { $0.owner != nil }
  }

  /// Who owns something, as the end of a sentence; nothing where no owner is known at all.
  func owned(by names: [String]) -> ReviewText { hasOwners ? ", owner \(people(names))" : "" }

  /// People, or that there are none.
  func people(_ names: [String]) -> ReviewText {
    names.isEmpty ? "nobody" : "\(prose: boundedList(names, most: 3))"
  }
}

extension ReviewPage {
  /// Creates the page of a review.
  init(_ review: WeeklyReview, _ assumptions: ReviewAssumptions) {
    self = ReviewWriting(review, assumptions).page
  }
}
