/// What quarantine does to a test.
public enum QuarantineMode: String, Sendable, Hashable, CaseIterable {
  /// The test runs, and the gate excuses its failure; lists for runners leave it out.
  case verdict
  /// The test is on the lists that tell runners what to leave out.
  case skip
}
