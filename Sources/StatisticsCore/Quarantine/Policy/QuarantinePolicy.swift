public import TestModel

/// When a test enters quarantine, how many may, when it is looked at again and when it leaves.
///
/// A test enters from a list on which at most 1 % are not flaky, whatever the day on which one looks
/// (`EntryRule`), if no limit and no protection holds it back. It leaves when nothing speaks for
/// flaky any more and its clean runs since its last flake are 20 times as probable for a test that
/// is mended as for one that still flakes at the rate that it entered with (`ReleaseRule`). From then
/// on its failures count, and it is watched until that is 400 times as probable; a flake meanwhile
/// puts it back at once. What fails every time leaves, because it must be seen. Nothing leaves
/// because time passed; what is past its date is said, and said louder after some time.
///
/// What a person decided stays: an entry that people made is never released, a test that they hold
/// never enters, and one that they took out comes back only for a flake since.
public struct QuarantinePolicy: Sendable, Hashable {
  /// Which tests enter.
  public var entry = EntryRule()
  /// How many at most.
  public var limits = QuarantineLimits()
  /// Tests that never enter by policy.
  public var protected: [TestSelector] = []
  /// The days after which an entry is shown as overdue.
  public var expiryDays = 30
  /// The days after that after which it is escalated.
  public var escalationDays = 14
  /// When a test leaves.
  public var release = ReleaseRule()
  /// What quarantine does to some tests: the last rule that is about a test holds.
  public var modes: [ModeRule] = []
  /// What it does to those that no rule is about.
  public var mode = QuarantineMode.skip

  /// Creates the policy that holds where nothing else is said.
  public init() {}

  /// What quarantine does to a test.
  ///
  /// - Parameters:
  ///   - test: the test.
  ///   - owners: who owns it.
  public func mode(of test: RecordedTest, owners: [String]) -> QuarantineMode {
    modes.last { $0.selector.matches(test, owners: owners) }?.mode ?? mode
  }

  /// The transitions that the policy asks for: those that leave, those that enter, what becomes of
  /// candidates, and what is to be said of the others.
  ///
  /// The same whatever the order of what is given; once they are in the log, there are none.
  ///
  /// - Parameters:
  ///   - assessment: what the history says now, with those who own the tests. The tests of all
  ///     records should be in it, also where they did not fail.
  ///   - records: what was decided about tests, as of the assessment's moment.
  ///   - suiteSizes: how many tests each suite has, for `QuarantineLimits.maximumShare`; a suite that
  ///     is not in it has no limit.
  public func transitions(
    _ assessment: FlakinessAssessment,
    records: [QuarantineRecord],
    suiteSizes: [QuarantineSuite: Int] = [:]
  ) -> [QuarantineTransition] {
    var round = PolicyRound(self, assessment, records: records, suiteSizes: suiteSizes)
    round.release()
    round.enter()
    round.listCandidates()
    round.remind()
    return round.transitions
  }
}
