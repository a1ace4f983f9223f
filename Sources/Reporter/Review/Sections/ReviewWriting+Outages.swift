import StatisticsCore
import TestModel

extension ReviewWriting {
  /// The outages that began in the week; none where there were none.
  var outages: ReviewPage.Section? {
    guard !review.outages.isEmpty else { return nil }
    var table = ReviewTable(
      id: "outages",
      caption: "Outages that began in the week, UTC",
      columns: [
        .init(title: "What was hit", key: "scope"), .init(title: "From", key: "from"),
        .init(title: "To", key: "to"), .init(title: "Job runs", key: "job_runs", kind: .number),
        .init(title: "Tests", key: "tests", kind: .number),
        .init(title: "CI time", key: "lost_seconds", kind: .number),
        .init(title: "Probability", key: "probability", kind: .number),
      ]
    )
    (table.one, table.many) = ("outage", "outages")
    table.rows = review.outages.map { outage in
      [
        .text(scope(outage.scope)), .text("\(minuteText(outage.from))"),
        .text("\(minuteText(outage.to))"), .count(outage.jobRunIDs.count),
        .count(outage.testRowIDs.count), .span(outage.lostTime),
        .number(
          outage.outageProbability.rounded(places: 4),
          shown: humanPercentage(outage.outageProbability)
        ),
      ]
    }
    return ReviewPage.Section(id: "outages", title: "Outages", blocks: [.table(table)])
  }

  private func scope(_ scope: Incident.Scope) -> ReviewText {
    switch scope {
    case .wholeRun: "most tests of the job runs"
    case .folder(let folder): "the tests in \(name: folder)"
    case .signature(let text): "tests that failed with \(name: text)"
    case .host(let host): "tests on the machine \(name: host)"
    case .scattered: "tests with nothing in common but the moment"
    }
  }
}
