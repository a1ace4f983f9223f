import TestModel

/// When the numbers of the model, the costs and what is said of quiet tests are too old to go on
/// with.
///
/// The numbers are shares of the whole history and rounded, so that a few runs seldom move them; in a
/// day or with a tenth more of job runs or of failing tests they may. The window moves on at the same
/// time: what is older than it counts until then.
struct RefitRule: Sendable {
  /// How long the numbers hold, in milliseconds.
  static let age: Int64 = 24 * 3_600_000
  /// By how much the job runs and the tests with failures of their own may grow.
  static let growth = 0.1
  /// How many job runs and tests more are always few enough.
  static let few = 20

  private let fittedAt: Timestamp
  private let jobRuns: Int
  private let tests: Int

  /// - Parameters:
  ///   - fittedAt: the end of the window to which all was fitted.
  ///   - jobRuns: how many job runs it had.
  ///   - tests: how many tests had failures of their own.
  init(fittedAt: Timestamp, jobRuns: Int, tests: Int) {
    self.fittedAt = fittedAt
    self.jobRuns = jobRuns
    self.tests = tests
  }

  /// Whether it is time for a complete analysis.
  func isStale(asOf: Timestamp, addedRuns: Int, tests: Int) -> Bool {
    asOf.milliseconds - fittedAt.milliseconds >= Self.age
      || addedRuns > max(Self.few, Int(Double(jobRuns) * Self.growth))
      || tests - self.tests > max(Self.few, Int(Double(self.tests) * Self.growth))
  }
}
