public import TestModel

/// The cases of a report as values, with all that became known of them after they were told.
public struct CollectedCases: Sendable {
  /// The cases in the order in which they were told.
  public private(set) var cases: [ReportedCase] = []
  /// The timings that belong to no run.
  public private(set) var timings: [ReportedTiming] = []
  private var positions: [TestID: Int] = [:]

  /// Creates a collection without cases.
  public init() {}

  /// Takes what a reader tells.
  public mutating func add(_ event: ReportEvent) {
    switch event {
    case .cases(let batch): for testCase in batch { add(testCase) }
    case .retried(let retried):
      guard let position = positions[retried.id] else { return }
      cases[position].attempts = retried.attempts(after: cases[position].attempts)
    case .ambiguous(let id, _):
      if let position = positions[id] { cases[position].isAmbiguous = true }
    case .timing(let timing): timings.append(timing)
    }
  }

  private mutating func add(_ testCase: ReportedCase) {
    positions[testCase.id] = cases.count
    cases.append(testCase)
  }
}
