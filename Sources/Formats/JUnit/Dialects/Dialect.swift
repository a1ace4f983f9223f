import TestModel

/// A producer whose way of writing JUnit XML is known by name, and in what it differs from others.
struct Dialect: Sendable {
  /// What the names of suites say.
  enum SuiteNames: Sendable {
    /// They tell cases apart.
    case identify
    /// They change from run to run or from machine to machine, and are no part of an identity.
    case vary
  }

  /// What a further entry of the same name in the same suite is.
  enum RepeatedNames: Sendable {
    /// Another case, mostly one whose parameters the producer leaves out of the name.
    case otherCases
    /// Another attempt of the case.
    case attempts
    /// Another attempt of the case, or its teardown, where the suite holds more entries than its
    /// `tests` attribute says; otherwise another case.
    case attemptsBeyondStated
  }

  /// The producer's name for people.
  var producer: String
  /// Whether a report is the producer's, by what it shows until its first case ends.
  var isRecognized: @Sendable (DialectEvidence) -> Bool
  /// What the names of suites say.
  var suiteNames = SuiteNames.identify
  /// What a further entry of the same name in the same suite is.
  var repeatedNames = RepeatedNames.otherCases
  /// The number that the producer gives the first line of a file.
  var firstLine = 1
  /// Whether the entries are findings of a linter and no tests.
  var isCheck = false
  /// Whether a case that holds both a skip and a failure was not meant to pass yet (Catch2's
  /// `mayfail`, node's `todo`), and so did not fail.
  var skipExcusesFailure = false
  /// Puts right what the producer writes in a way of its own: the identity of a case, its outcome.
  ///
  /// None where nothing is to be put right, which is the fast way.
  var adjust: (@Sendable (inout ReportedCase, [SuiteFrame]) -> Void)?

  /// A producer of which nothing is known.
  static let unknown = Dialect(producer: "unknown", isRecognized: { _ in false })
}
