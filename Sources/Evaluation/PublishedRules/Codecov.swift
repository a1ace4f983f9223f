import StatisticsCore
import TestModel

extension PublishedRule {
  /// Codecov's Test Analytics: any failure opens a flake, and 30 passes in a row end it.
  ///
  /// Branches, flags and variants are not told apart.
  ///
  /// codecov/umbrella, `process_flakes`.
  static let codecov = PublishedRule(
    name: "Codecov",
    summary: "any failure, until 30 passes in a row"
  ) { history in
    history.timelines.map { timeline in
      let ran = timeline.runs.filter(\.ran)
      let streak = ran.reversed().prefix { !$0.failedFinally && $0.failures == 0 }.count
      return Call(streak < ran.count && streak < 30)
    }
  }
}
