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
    /// Another attempt of the case; the report groups the entries and does not tell their order.
    case attempts
    /// Another attempt of the case where every entry before it failed, because a case is retried
    /// only then and the report keeps the order; otherwise another case.
    case attemptsAfterFailure
    /// Another attempt of the case, or its teardown, where the suite holds more entries than its
    /// `tests` attribute says; otherwise another case.
    case attemptsBeyondStated
    /// Another run of the case, in the order in which they ran: a retry where all runs before it
    /// failed, else one of several that have to pass each.
    case runs
    /// As `runs`, in whichever suite it stands.
    case runsInAnySuite
  }

  /// Where the path of a case's source file stands when no attribute of the case or its suite is
  /// named for it.
  enum FilePlace: Sendable {
    case nowhere, classname, suiteName
  }

  /// What stands in a path beside the path.
  enum PathForm: Sendable {
    /// Nothing.
    case plain
    /// A line, `lib/cart_test.exs:12`.
    case withLine
    /// The name of the case, `tests/CartTest.php::it adds`.
    case withName
  }

  /// How the producer numbers the attempts of a case within its name.
  enum Numbering: Sendable {
    /// Not at all.
    case none
    /// As in PHPUnit’s ` (attempt 2 of 3)` and ` (repetition 1 of 2)`.
    case ofTotal
    /// As in bats’ `begin 2 `.
    case begin
  }

  /// The producer's name for people.
  var producer: String
  /// Whether a report is the producer's, by what it shows until its first case ends.
  var isRecognized: @Sendable (DialectEvidence) -> Bool
  /// What the names of suites say.
  var suiteNames = SuiteNames.identify
  /// What a further entry of the same name in the same suite is.
  var repeatedNames = RepeatedNames.otherCases
  /// Where the path of a case's source file stands when no attribute is named for it.
  var filePlace = FilePlace.nowhere
  /// What stands in a path beside the path.
  var pathForm = PathForm.plain
  /// How attempts are numbered within names.
  var numbering = Numbering.none
  /// What the producer counts the times of cases in.
  var timeUnit = TimeUnit.seconds
  /// The number that the producer gives the first line of a file.
  var firstLine = 1
  /// Whether a suite's `hostname` is the project that its cases ran in (Playwright), and part of
  /// their identity.
  var hostnameIsProject = false
  /// Whether timestamps without a zone are in the machine's local time; else they are in UTC.
  var timestampsAreLocal = false
  /// Whether the entries are findings of a linter and no tests.
  var isCheck = false
  /// Whether a suite is all that one start of the producer ran, so that its time is also that of the
  /// start and of finding the tests.
  var suiteIsSession = false
  /// Whether a case that holds both a skip and a failure was not meant to pass yet (Catch2's
  /// `mayfail`, node's `todo`), and so did not fail.
  var skipExcusesFailure = false
  /// Puts right what the producer writes in a way of its own and no field above tells.
  ///
  /// None where nothing is to be put right, which is the fast way.
  var adjust: (@Sendable (inout ReportedCase, [SuiteFrame]) -> Void)?

  /// A producer of which nothing is known.
  static let unknown = Dialect(producer: "unknown", isRecognized: { _ in false })
}
