/// Whose timings are asked for; what is not named matches all.
public struct TimingStream: Sendable, Hashable {
  /// The last runs of each job and variant that say how long things take.
  public static let lastRuns = 10

  /// The repository.
  public var repo: String?
  /// The job.
  public var job: String?
  /// The leg of the matrix.
  public var variant: String?

  /// Creates a stream.
  public init(repo: String? = nil, job: String? = nil, variant: String? = nil) {
    self.repo = repo
    self.job = job
    self.variant = variant
  }
}
