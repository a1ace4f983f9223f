public import TestModel

/// What a test that failed on a pull request says about the change; each failure has one class.
public enum FailureClass: Sendable, Hashable, CaseIterable {
  /// The test passes elsewhere and is not known to be flaky: the change broke it, probably.
  case probablyYours
  /// The test is new with this pull request.
  case newTest
  /// The test is known to be flaky.
  case knownFlaky
  /// The test fails on the default branch as well.
  case alsoFailingOnMain
  /// The test is in quarantine.
  case quarantined
  /// Many tests failed at once, for a reason outside of the code.
  case outage

  /// Whether the failure points at the change.
  public var pointsAtChange: Bool { self == .probablyYours || self == .newTest }
}

/// A test that failed on a pull request.
public struct ClassifiedFailure: Sendable, Hashable {
  /// The test.
  public var testID: TestID
  /// What its failure says.
  public var failureClass: FailureClass
  /// The jobs and variants in which it failed.
  public var streams: [JobVariant]
  /// What the history says of it; none where it never failed before.
  public var assessment: TestAssessment?
  /// Its entry in quarantine.
  public var quarantine: QuarantineEntry?
  /// The failure's message, as it was reported.
  public var message: String?
  /// Where the test's code is; none where no report named its line.
  public var line: Int?
  /// Whether it failed in a way in which it never failed before, though it is known to be flaky: then
  /// the change may have broken it all the same.
  public var isNewWay: Bool

  /// Creates a classified failure.
  public init(
    testID: TestID,
    failureClass: FailureClass,
    streams: [JobVariant],
    assessment: TestAssessment? = nil,
    quarantine: QuarantineEntry? = nil,
    message: String? = nil,
    line: Int? = nil,
    isNewWay: Bool = false
  ) {
    self.testID = testID
    self.failureClass = failureClass
    self.streams = streams
    self.assessment = assessment
    self.quarantine = quarantine
    self.message = message
    self.line = line
    self.isNewWay = isNewWay
  }

  /// Who is to mend the test: the owner in quarantine, else the first of the code's owners.
  public var owner: String? { quarantine?.owner ?? assessment?.owners.first }
}

/// A failure that is to be classified.
public struct ReportedFailure: Sendable, Hashable {
  /// The test's identity.
  public var testID: TestID
  /// The row of the job run; none where the report is not in the history.
  public var jobRunID: Int64?
  /// The job and variant.
  public var stream: JobVariant
  /// The failure's signature or message.
  public var message: String?
  /// The line of the test's code; none where the report did not say.
  public var line: Int?
  /// Whether it is a finding of a linter: what a linter finds is in the code, and in no other place.
  public var isCheck: Bool

  /// Creates a failure.
  public init(
    testID: TestID,
    jobRunID: Int64?,
    stream: JobVariant,
    message: String?,
    line: Int? = nil,
    isCheck: Bool = false
  ) {
    self.testID = testID
    self.jobRunID = jobRunID
    self.stream = stream
    self.message = message
    self.line = line
    self.isCheck = isCheck
  }
}

/// What is known beside the failures themselves.
public struct ClassificationContext: Sendable {
  /// What the history says.
  public var assessment: FlakinessAssessment
  /// The tests in quarantine.
  public var quarantine: [QuarantineEntry]
  /// The tests that the default branch runs.
  public var testsOnDefaultBranch: Set<TestID>

  /// Creates a context.
  public init(
    assessment: FlakinessAssessment,
    quarantine: [QuarantineEntry],
    testsOnDefaultBranch: Set<TestID>
  ) {
    self.assessment = assessment
    self.quarantine = quarantine
    self.testsOnDefaultBranch = testsOnDefaultBranch
  }
}

/// Puts each failed test of a pull request in one class, the ones that need attention first.
public func classify(
  _ failures: [ReportedFailure],
  _ context: ClassificationContext
) -> [ClassifiedFailure] {
  let assessed = Dictionary(
    context.assessment.tests.map { ($0.test.testID, $0) },
    uniquingKeysWith: { first, _ in first }
  )
  let entries = Dictionary(
    context.quarantine.map { ($0.test.testID, $0) },
    uniquingKeysWith: { first, _ in first }
  )
  let byTest = Dictionary(grouping: failures, by: \.testID)
  let classified = byTest.map { testID, failures -> ClassifiedFailure in
    let assessment = assessed[testID]
    let failureClass = failureClass(failures, assessment, entries[testID], context)
    return ClassifiedFailure(
      testID: testID,
      failureClass: failureClass,
      streams: Set(failures.map(\.stream)).sorted(),
      assessment: assessment,
      quarantine: entries[testID],
      message: failures.lazy.compactMap(\.message).first,
      line: failures.lazy.compactMap(\.line).first,
      isNewWay: [.knownFlaky, .quarantined].contains(failureClass)
        && isNewWay(failures, assessment)
    )
  }
  let order = FailureClass.allCases
  return classified.sorted { left, right in
    let ranks = [left, right].map { order.firstIndex(of: $0.failureClass) ?? 0 }
    return ranks[0] != ranks[1] ? ranks[0] < ranks[1] : left.testID < right.testID
  }
}

/// Whether none of the failures is like one that counted as a flake.
private func isNewWay(_ failures: [ReportedFailure], _ assessment: TestAssessment?) -> Bool {
  let here = Set(failures.compactMap(\.jobRunID))
  let before = (assessment?.evidence ?? []).filter { !here.contains($0.jobRunID) }
  let known = Set(before.compactMap(\.signature))
  let words = failures.compactMap(\.message)
  return !known.isEmpty && !words.isEmpty && words.allSatisfy { !known.contains($0) }
}

private func failureClass(
  _ failures: [ReportedFailure],
  _ assessment: TestAssessment?,
  _ entry: QuarantineEntry?,
  _ context: ClassificationContext
) -> FailureClass {
  if failures.allSatisfy(\.isCheck) { return .probablyYours }
  let row = assessment?.test.id
  let isOutage = failures.allSatisfy { failure in
    context.assessment.outages.contains { outage in
      failure.jobRunID.map(outage.jobRunIDs.contains) ?? false
        && row.map(outage.testRowIDs.contains) ?? false
    }
  }
  if isOutage { return .outage }
  if entry != nil { return .quarantined }
  switch assessment?.verdict {
  case .broken, .regressed, .environment: return .alsoFailingOnMain
  case .flaky: return .knownFlaky
  // What was flaky before and fails again is more likely to be flaky still than to be broken now.
  default: if (assessment?.pastProbability ?? 0) >= 0.5 { return .knownFlaky }
  }
  return context.testsOnDefaultBranch.contains(failures[0].testID) ? .probablyYours : .newTest
}
