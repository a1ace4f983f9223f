public import TestModel

/// A test that failed in the end, with what the history knows of it.
public struct GateFailure: Sendable, Hashable {
  /// How the policy took a test out of quarantine because it fails always.
  public struct Breakage: Sendable, Hashable {
    /// When.
    public var at: Timestamp
    /// Why, in one sentence.
    public var reason: String

    /// Creates a breakage.
    public init(at: Timestamp, reason: String) {
      self.at = at
      self.reason = reason
    }
  }

  /// The identity that the report gives it.
  public var testID: TestID
  /// The line at which its report has it, from 1.
  public var line: Int?
  /// The signatures of its failed attempts, each once, in order; empty for a failure without a word.
  public var signatures: [String]
  /// Whether the words of all its failed attempts name a cause outside of the code: see
  /// `namesOutsideCause(_:)`.
  public var namesCause: Bool
  /// Whether it stands for a whole suite, class or file: see `isSuiteLevel(_:message:)`.
  public var isSuiteError: Bool
  /// Whether the name stands for several cases, in the report or in the history.
  public var isAmbiguous: Bool
  /// Whether it is a finding of a linter, which is no test.
  public var isCheck: Bool
  /// Whether the history has this test.
  public var isKnown: Bool
  /// Whether the runner itself excused it, by a rule that is none of ours.
  public var isExcusedByRunner: Bool
  /// Its entry in quarantine.
  public var entry: QuarantineEntry?
  /// The ways in which it is known to fail without the code being broken.
  public var knownSignatures: Set<String>
  /// How it failed on the default branch until now; none where it passed last.
  public var streak: FailureStreak?
  /// How it was released as broken, where that was decided last.
  public var breakage: Breakage?

  /// Creates a failure of a test of which the history knows nothing.
  public init(
    testID: TestID,
    line: Int? = nil,
    signatures: [String] = [],
    namesCause: Bool = false,
    isSuiteError: Bool = false,
    isAmbiguous: Bool = false,
    isCheck: Bool = false,
    isKnown: Bool = false,
    isExcusedByRunner: Bool = false,
    entry: QuarantineEntry? = nil,
    knownSignatures: Set<String> = [],
    streak: FailureStreak? = nil,
    breakage: Breakage? = nil
  ) {
    self.testID = testID
    self.line = line
    self.signatures = signatures
    self.namesCause = namesCause
    self.isSuiteError = isSuiteError
    self.isAmbiguous = isAmbiguous
    self.isCheck = isCheck
    self.isKnown = isKnown
    self.isExcusedByRunner = isExcusedByRunner
    self.entry = entry
    self.knownSignatures = knownSignatures
    self.streak = streak
    self.breakage = breakage
  }
}

/// Why the failure of a test is not excused.
public enum UnexcusedCause: Sendable, Hashable {
  /// It stands for a suite or a file that could not be set up or collected, and hides what else
  /// would have failed.
  case suiteError
  /// It is a finding of a linter, which quarantine does not know.
  case finding
  /// Its name stands for several cases, and nobody can tell which of them failed.
  case ambiguous
  /// The history has no test of this name.
  case unknown
  /// It is known, and not in quarantine.
  case notQuarantined
  /// It was taken out of quarantine because it fails always.
  case knownBroken(GateFailure.Breakage)
  /// It is in quarantine, and failed in another way than those that are known; the signature says how.
  case newWay(String)
  /// It is in quarantine, and failed more often in a row on the default branch than a flaky test does.
  case failingSteadily(FailureStreak)
}

extension GateFailure {
  /// Why the failure is not excused; none where it is.
  public var unexcusedCause: UnexcusedCause? {
    if isCheck { return .finding }
    if isSuiteError { return .suiteError }
    if isAmbiguous { return .ambiguous }
    // A rule of the runner's own is the project's word, but for tests on which the quarantine has one.
    if isExcusedByRunner, entry == nil, breakage == nil { return nil }
    guard isKnown else { return .unknown }
    guard let entry else { return breakage.map { .knownBroken($0) } ?? .notQuarantined }
    // A person's word holds where the history never saw the test fail: there is nothing to compare.
    if entry.isManual, knownSignatures.isEmpty { return nil }
    if let new = signatures.first(where: { !knownSignatures.contains($0) }) { return .newWay(new) }
    // Who puts a test that is broken into quarantine knows that it is.
    guard !entry.isManual, let streak else { return nil }
    // Nothing tells a failure without a word from any other: it is excused where all was well before.
    let isBroken = signatures.contains("") || streak.isBroken(namesCause: namesCause)
    return isBroken ? .failingSteadily(streak) : nil
  }

  /// Adds what the history knows of how a test in quarantine fails.
  ///
  /// - Parameter record: how it failed so far.
  public mutating func add(_ record: FailureRecord) {
    guard let entry else { return }
    knownSignatures = record.knownSignatures(of: entry)
    streak = record.streak(of: entry)
  }
}
