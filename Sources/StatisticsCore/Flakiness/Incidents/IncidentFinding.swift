/// The failures that an incident may explain, and the incidents.
public struct IncidentFinding: Sendable {
  /// How well an incident explains one failure, against the test's own habits.
  public struct Excuse: Sendable, Hashable {
    /// The position of the job run in the history.
    public var run: Int32
    /// The excuse's likelihood a, over 0.
    ///
    /// A failure of a test that fails at rate p on good code, by itself, is due to the incident with
    /// probability a / (a + p). It is a density ratio and no probability: over 1 where the failure says what
    /// the incident says and the test never did by itself.
    public var likelihood: Float

    /// Creates an excuse.
    public init(run: Int32, likelihood: Float) {
      self.run = run
      self.likelihood = likelihood
    }
  }

  /// The incidents, by start.
  public var incidents: [Incident]
  /// By timeline, the failures that may be an incident's, by run; failures that are not named have
  /// none.
  public var excuses: [[Excuse]]
  /// The positions of the job runs of which nothing counts.
  public var excludedRuns: Set<Int32>

  /// Creates a finding.
  public init(incidents: [Incident], excuses: [[Excuse]], excludedRuns: Set<Int32>) {
    self.incidents = incidents
    self.excuses = excuses
    self.excludedRuns = excludedRuns
  }
}
