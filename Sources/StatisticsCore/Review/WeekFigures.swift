public import TestModel

/// The figures of one week.
public struct WeekFigures: Sendable, Hashable {
  /// The week.
  public var week: ISOWeek
  /// How often flakes got in the way, and what they cost; `RateFigure` has the definitions.
  public var runs: RunFigures
  /// From the first start to the last end of the job runs of each pipeline with tests.
  public var pipelines: DurationSummary
  /// How long the job runs with tests waited for a machine.
  public var queue: DurationSummary

  init(week: ISOWeek, runs: RunFigures?, jobRuns: [RecordedJobRun]) {
    self.week = week
    self.runs = runs ?? RunTally().figures
    let tested = jobRuns.filter { $0.executions > 0 }
    queue = DurationSummary(tested.map(\.jobRun.queuedFor))
    pipelines = DurationSummary(pipelineSpans(tested))
  }
}

/// How long each pipeline took, by its name; none of one with a run that does not tell its time.
///
/// Job runs without a pipeline are one each.
private func pipelineSpans(_ jobRuns: [RecordedJobRun]) -> [Microseconds?] {
  let pipelines = Dictionary(grouping: jobRuns) { run in
    run.jobRun.pipeline.map { [run.jobRun.repo ?? "", $0] } ?? ["\(run.id)"]
  }
  return pipelines.values.map { runs in
    guard runs.allSatisfy({ $0.jobRun.duration != nil }),
      let start = runs.map(\.startedAt).min(), let end = runs.map(\.end).max()
    else { return nil }
    return Microseconds(milliseconds: end.milliseconds - start.milliseconds)
  }
}
