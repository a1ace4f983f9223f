import StatisticsCore
import TestModel

extension ReviewWriting {
  /// The tests that changed their state in the week.
  var changes: ReviewPage.Section? {
    let lists = [
      list("Newly flaky", review.newlyFlaky, newlyFlaky),
      list("Recovered", review.recovered) { test in
        "no flake since \(test.lastFlake?.isoDate ?? "long")"
      },
      moves("Flaked again after they had left quarantine", to: .reflaked),
      moves("Entered quarantine", to: .quarantined),
      moves("Left quarantine on the evidence, and are watched", to: .probation),
      moves("Fixed", to: .fixed, .released),
      moves("Left quarantine because they fail every time", to: .broken),
      moves("Taken out or kept out by a person", to: .removed, .held),
      list("Failing every time at the end of the week", review.failing, failing),
    ]
    .compactMap { $0 }
    return ReviewPage.Section(
      id: "changes",
      title: "What changed",
      blocks: lists.isEmpty ? [.paragraph("No test changed its state.")] : lists
    )
  }

  private func list(
    _ title: String,
    _ tests: [TestAssessment],
    _ detail: (TestAssessment) -> ReviewText
  ) -> ReviewPage.Block? {
    guard !tests.isEmpty else { return nil }
    return .list(
      title: "\(title) (\(grouped(tests.count)))",
      items: tests.map { name($0.test) + ": " + detail($0) },
      mostShown: 15
    )
  }

  private func moves(_ title: String, to states: QuarantineState...) -> ReviewPage.Block? {
    let moves = states.flatMap { review.quarantine.moves(to: $0) }
    guard !moves.isEmpty else { return nil }
    return .list(
      title: "\(title) (\(grouped(moves.count)))",
      items: moves.map { move in
        name(move.entry.test)
          + " on \(move.at.isoDate): \(prose: move.reason)" + owned(by: owners(of: move.entry))
      },
      mostShown: 15
    )
  }

  private func owners(of entry: QuarantineEntry) -> [String] { entry.owner.map { [$0] } ?? [] }

  private func newlyFlaky(_ test: TestAssessment) -> ReviewText {
    let rate = "flake rate \(phrase(for: test.rate))"
    let since = "first on \(test.firstFlake?.isoDate ?? "an unknown day")"
    let flakes = "\(plural(test.flakes, "flake")) in \(plural(test.executions, "first attempt"))"
    let commit: ReviewText = shortCommit(test.sinceCommit).map { ", commit \(name: $0)" } ?? ""
    return "\(rate), \(flakes), \(since)" + commit + owned(by: test.owners)
  }

  private func failing(_ test: TestAssessment) -> ReviewText {
    let commit: ReviewText =
      shortCommit(test.sinceCommit).map { " since commit \(name: $0)" } ?? ""
    return "\(test.verdict.rawValue)" + commit + owned(by: test.owners)
  }
}
