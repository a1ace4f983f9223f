import TestModel

/// What a job run brings to all its tests.
struct RunConditions {
  let place: JobRunPlace
  let attempt: Int
  let variant: String
  let mainPosition: Int
  let startedAt: Timestamp
  let runner: String
  /// What durations are multiplied by; above 1 on a slow runner.
  let slowness: Double
  /// The indices of the clusters whose common resource fails in the job run.
  let failingClusters: Set<Int>
}
