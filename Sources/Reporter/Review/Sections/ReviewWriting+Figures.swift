import StatisticsCore
import TestModel

extension ReviewWriting {
  /// The figures of the week beside those of the weeks before, and the share that has a target by week.
  var figures: ReviewPage.Section? {
    ReviewPage.Section(
      id: "figures",
      title: "The week in figures",
      blocks: [
        .chart(chart), .table(figuresTable),
        .note(
          "Better and worse are what chance does not explain: of shares, 95 % intervals of their "
            + "difference without 0 (Newcombe, 1998); of times, a rank-sum test at 5 % (Mann and "
            + "Whitney, 1947). The median is compared by all job runs of its four weeks. A pipeline lasts "
            + "from the first start to the last end of its job runs with tests, reruns included."
        ),
      ]
    )
  }

  private var chart: ReviewChart {
    ReviewChart(
      title: "Flaky-failed job runs by week",
      target: RateFigure.flakyFailedRunsTarget,
      bars: review.figures.reversed().map { week in
        let share = week.runs.flakyFailedRuns
        return ReviewChart.Bar(
          label: week.week.name,
          value: share.value,
          low: share.total == 0 ? 0 : share.interval.lowerBound,
          high: share.total == 0 ? 0 : share.interval.upperBound,
          shown: phrase(for: share)
        )
      }
    )
  }

  private var figuresTable: ReviewTable {
    var table = ReviewTable(
      id: "figures",
      caption: "The week, the week before, and the median of the four weeks before",
      columns: [
        .init(title: "Figure", key: "figure"),
        .init(title: "Unit", key: "unit", isForPrograms: true),
        .init(title: "This week", key: "this_week", kind: .figure),
        .init(title: "Last week", key: "last_week", kind: .figure),
        .init(title: "Against last week", key: "against_last_week"),
        .init(title: "Median of 4 weeks", key: "median_of_4_weeks", kind: .number),
        .init(title: "Against the median", key: "against_median"),
      ]
    )
    (table.one, table.many) = ("figure", "figures")
    table.mostShown = 20
    table.rows = shareRows + timeRows + countRows
    return table
  }

  private var shareRows: [[ReviewCell]] {
    let shares: [(figure: RateFigure, isBetterLower: Bool, of: KeyPath<RunFigures, Proportion>)] = [
      (.flakyFailedRuns, true, \.flakyFailedRuns), (.blockedPipelines, true, \.blockedPipelines),
      (.successfulPipelines, false, \.successfulPipelines),
      (.successfulPipelinesWithoutFlakes, false, \.successfulPipelinesWithoutFlakes),
      (.executionFlakeRate, true, \.executionFlakes), (.outageFailedRuns, true, \.outageFailedRuns),
    ]
    return shares.map { row in
      let share = { (week: WeekFigures) in week.runs[keyPath: row.of] }
      let change = review.changeOfWeek(share)
      return [
        .text("\(row.figure.title)"), .text("share"), .share(change.now), .share(change.before),
        trendCell(change.trend(isBetterLower: row.isBetterLower)),
        .percentage(review.medianOfFourWeeks { share($0).value }),
        trendCell(review.trendOfFourWeeks(share, isBetterLower: row.isBetterLower)),
      ]
    }
  }

  private var timeRows: [[ReviewCell]] {
    [
      timeRow("CI time lost", nil) { $0.runs.cost.total },
      timeRow(
        "Pipeline duration, median",
        review.current.pipelines.trend(from: review.previous.pipelines)
      ) { $0.pipelines.median },
      timeRow("Pipeline duration, 95 of 100 within", nil) { $0.pipelines.p95 },
      timeRow(
        "Queue time of a job run, median",
        review.current.queue.trend(from: review.previous.queue)
      ) { $0.queue.median },
      timeRow("Queue time of a job run, 95 of 100 within", nil) { $0.queue.p95 },
    ]
  }

  private func timeRow(
    _ title: ReviewText,
    _ trend: Trend?,
    _ time: (WeekFigures) -> Microseconds?
  ) -> [ReviewCell] {
    let median = review.medianOfFourWeeks { time($0)?.seconds }
    return [
      .text(title), .text("seconds"), .span(time(review.current)), .span(time(review.previous)),
      trend.map(trendCell) ?? .none, .span(median.flatMap { Microseconds(seconds: $0) }), .none,
    ]
  }

  private var countRows: [[ReviewCell]] {
    let counts: [(ReviewText, (WeekFigures) -> Int)] = [
      ("Job runs with tests", { $0.runs.flakyFailedRuns.total }),
      ("Pipelines with tests", { $0.runs.successfulPipelines.total }),
    ]
    return counts.map { title, count in
      let median = review.medianOfFourWeeks { Double(count($0)) }
      return [
        .text(title), .text("count"), .count(count(review.current)), .count(count(review.previous)),
        .none, median.map { .number($0, shown: plainNumber($0)) } ?? .none, .none,
      ]
    }
  }

  private func trendCell(_ trend: Trend) -> ReviewCell { .text("\(words(for: trend))") }
}
