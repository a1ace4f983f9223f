public import TestModel

/// The list of the tests in quarantine, as far as it could be read.
public enum GateList: Sendable, Hashable {
  /// It was read; when it last changed is known where anything was ever decided.
  case read(updated: Timestamp?)
  /// There is no history, or it cannot be read; a sentence says so.
  case unreadable(reason: String)
}

/// What a run is measured against.
public struct GateExpectations: Sendable, Hashable {
  /// The tests that must have run at least, as the user says; those that were skipped did not run.
  public var minimumTests: Int?
  /// The tests that ran in the median of the job's last runs; none where it has none.
  public var usualTests: Int?
  /// The share of the usual tests that must have run, from 0 to 1.
  public var minimumShare: Double
  /// How old the list may be.
  public var maximumAge: Microseconds
  /// Whether a command that succeeded must prove as much as one that failed.
  public var isStrict: Bool

  /// Creates expectations.
  public init(
    minimumTests: Int? = nil,
    usualTests: Int? = nil,
    minimumShare: Double = 0.8,
    maximumAge: Microseconds = Microseconds(7 * 86_400_000_000),
    isStrict: Bool = false
  ) {
    self.minimumTests = minimumTests
    self.usualTests = usualTests
    self.minimumShare = minimumShare
    self.maximumAge = maximumAge
    self.isStrict = isStrict
  }

  /// The tests that must have run by the history; none where it does not tell.
  public var leastUsualTests: Int? {
    usualTests.map { Int((Double($0) * minimumShare).rounded(.up)) }
  }
}

/// The tests that ran in the median of some runs; of an even number of runs, in the lower one.
///
/// - Returns: none where there are no runs.
public func usualTests(of runs: [CaseCounts]) -> Int? {
  let ran = runs.map { $0.cases - $0.skipped }.sorted()
  return ran.isEmpty ? nil : ran[(ran.count - 1) / 2]
}
