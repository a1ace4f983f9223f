/// What the items of a split are.
public enum ItemKind: String, Sendable, Hashable, CaseIterable {
  /// Paths of test files.
  case filename
  /// Classes, or what the runner has in their place: packages in Go, suites in Swift.
  case classname
  /// Single tests.
  case testname

  var plural: String {
    switch self {
    case .filename: "files"
    case .classname: "classes"
    case .testname: "tests"
    }
  }
}

/// The items of one node, in the form that a runner or a script takes.
public struct Selection: Sendable, Hashable {
  /// What to print, one argument a line or the whole document in one; none holds its terminator.
  public var lines: [String]
  /// What stands behind each line: a line feed or NUL.
  public var terminator: Character
  /// What people should know, each a sentence without its end.
  public var warnings: [String]
  /// Whether the text can be handed to the runner as it is.
  ///
  /// False where nothing is selected and the runner has no words for nothing: given no words at all
  /// it would run everything, so the caller prints none and does not start it.
  public var isRunnable: Bool

  /// Creates a selection.
  public init(
    lines: [String],
    terminator: Character = "\n",
    warnings: [String] = [],
    isRunnable: Bool = true
  ) {
    self.lines = lines
    self.terminator = terminator
    self.warnings = warnings
    self.isRunnable = isRunnable
  }

  /// The text to print.
  public var text: String {
    var text = ""
    text.reserveCapacity(lines.reduce(0) { $0 + $1.utf8.count + 1 })
    for line in lines {
      text += line
      text.append(terminator)
    }
    return text
  }
}

/// Why a runner cannot be told to run the items; reads as a sentence.
public enum SelectionError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The runner knows no items of this kind.
  case unsupported(runner: String, kind: ItemKind, instead: String)
  /// The runner's own syntax has no words for one item, or its words would name others too.
  case unnameable(item: String, runner: String, reason: String)
  /// The runner would misread arguments of this length.
  case tooLong(runner: String, reason: String)

  /// The sentence, without its end.
  public var description: String {
    switch self {
    case .unsupported(let runner, let kind, let instead):
      "\(runner) can't be told \(kind.plural) to run; \(instead)"
    case .unnameable(let item, let runner, let reason):
      "\(runner) can't be told to run \"\(terminalText(item))\" alone: \(reason)"
    case .tooLong(let runner, let reason): "\(runner) would misread the selection: \(reason)"
    }
  }
}
