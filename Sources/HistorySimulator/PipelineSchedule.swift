/// The pipelines of a history and the pull requests they belong to.
struct PipelineSchedule {
  let pipelines: [PlannedPipeline]
  let mainline: [MainlinePoint]
  /// The pull requests that break tests; which tests is decided later.
  let breakages: [PullRequestBreakage]
}
