public import TestModel

/// The failures that an incident may explain, and the incidents.
public struct IncidentFinding: Sendable {
  /// How well an incident explains one failure, against the test's own habits.
  public struct Excuse: Sendable, Hashable {
    /// The position of the job run in the history.
    public var run: Int32
    /// The excuse's likelihood a, over 0.
    ///
    /// A failure of a test that fails at rate p on good code, by itself, is due to the incident
    /// with probability a / (a + p). It is a density ratio and no probability: over 1 where the
    /// failure says what the incident says and the test never did by itself.
    public var likelihood: Float
    /// The same for one change that broke them all: how likely it broke this test as well; 0 where
    /// none is told.
    public var changeLikelihood: Float

    /// Creates an excuse.
    public init(run: Int32, likelihood: Float, changeLikelihood: Float = 0) {
      self.run = run
      self.likelihood = likelihood
      self.changeLikelihood = changeLikelihood
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

  /// The excuse that is taken for the whole reason: no flake rate is higher.
  static let wholeReason: Float = 1

  /// Whether a test failed in incidents only: its passes would change nothing.
  public func explainsAll(of timeline: TestTimeline, at index: Int) -> Bool {
    excuses[index].explainAll(of: timeline.runs)
  }
}

extension [IncidentFinding.Excuse] {
  /// Whether these excuses of a test are the whole reason of each of its failures.
  func explainAll(of runs: [TestRun]) -> Bool {
    var next = 0
    return runs.allSatisfy { testRun in
      guard testRun.failures > 0 else { return true }
      while next < count, self[next].run < testRun.run { next += 1 }
      return next < count && self[next].run == testRun.run
        && self[next].likelihood
          >= Swift.max(IncidentFinding.wholeReason, self[next].changeLikelihood)
    }
  }
}
