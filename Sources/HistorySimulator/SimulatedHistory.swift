/// A history of job runs together with the truth behind it.
public struct SimulatedHistory: Sendable, Hashable {
  /// What the simulation was told.
  public let settings: SimulationSettings
  /// The seed of all randomness.
  public let seed: UInt64
  /// The pipelines, in the order of time.
  public let pipelines: [PlannedPipeline]
  /// The job runs, in the order of their beginnings.
  public let runs: [SimulatedJobRun]
  /// What is true of them.
  public let truth: SimulationTruth
}
