/// Where in a history a job run is, before its attempts.
public struct JobRunPlace: Sendable, Hashable {
  /// The number of the pipeline, from 1.
  public let pipeline: Int
  /// The place of the job in the settings, from 0.
  public let job: Int
  /// The place of the variant in the job's settings, from 0.
  public let variant: Int
  /// The node, from 1.
  public let node: Int
}
