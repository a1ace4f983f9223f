import TestModel

/// How one runner is told which tests to leave out.
protocol QuarantineListSyntax: Sendable {
  /// The runner's name in a sentence.
  var runner: String { get }
  /// What a name takes with it beyond itself.
  var reach: ListReach { get }
  /// The languages that the runner's tests are in; none where it may be any.
  var languages: Set<SourceLanguage> { get }
  /// The bytes that the text may have; none where it is a file that may be of any length.
  var mostBytes: Int? { get }

  /// What the runner calls the test: more than one where reports have several ways to write a name
  /// and it can't be told which one this is.
  ///
  /// Cases that the runner cannot tell apart have one name.
  func names(of test: TestID) throws(Unlistable) -> [ListedName]

  /// The names that, listed, would hit the test: its own, and others where the runner looks at more.
  func exposedNames(of test: TestID) throws(Unlistable) -> [ListedName]

  /// Refuses a name for which the runner's syntax has no words.
  func check(_ name: ListedName) throws(Unlistable)

  /// What the runner compares of a name.
  func key(_ name: ListedName) -> String

  /// The list; nothing is left out where there are no names.
  ///
  /// - Parameter names: the names, each once, in the order of their bytes.
  func text(_ names: [ListedName]) -> String
}

extension QuarantineListSyntax {
  var reach: ListReach { .exact }
  var mostBytes: Int? { nil }

  func exposedNames(of test: TestID) throws(Unlistable) -> [ListedName] { try names(of: test) }

  func check(_ name: ListedName) throws(Unlistable) {}

  func key(_ name: ListedName) -> String { name.key }
}

/// A test as a runner knows it.
struct ListedName: Sendable {
  /// What the name is looked for in, such as a class or a file; empty where the name says it all.
  var scope = ""
  var text: String
  /// Whether the test is not to run at all, also where the runner could run it and excuse it.
  var isSkipped = false

  /// Scope and name in one, not to be shown.
  var key: String { scope.isEmpty ? text : "\(scope)\0\(text)" }
}

/// Why a runner cannot be told of a test; reads on after its name and a colon.
struct Unlistable: Error, Sendable {
  var reason: String

  init(_ reason: String) { self.reason = reason }
}

/// The bytes of all arguments that GNU xargs hands to one command (128 KiB), less some for the words
/// before them: of more it would start several, each of which ran what the others leave out.
let mostBytesOfArguments = 120_000

/// Linux's limit for one argument (MAX_ARG_STRLEN in linux/binfmts.h), less the option in front.
let mostBytesOfOneArgument = 120_000

/// Refuses a name that a file of lines cannot hold.
func refuseLineBreaks(_ name: String) throws(Unlistable) {
  if name.utf8.contains(where: { $0 == 10 || $0 == 13 || $0 == 0 }) {
    throw Unlistable("its name has a line break")
  }
}
