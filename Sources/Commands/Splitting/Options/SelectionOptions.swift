import ArgumentParser
import Reporter

/// What becomes of a node that has nothing to run.
enum IfEmpty: String, ExpressibleByArgument, CaseIterable { case skip, fail, placeholder }

/// The form of a node's names on the command line.
struct SelectionFormatArgument: ExpressibleByArgument, Sendable, Hashable {
  static let allValueStrings = SelectionFormat.allCases.map(\.rawValue)

  var format: SelectionFormat

  init?(argument: String) {
    guard let format = SelectionFormat(rawValue: argument) else { return nil }
    self.format = format
  }
}

/// In which form the names of a node are printed.
struct SelectionOptions: ParsableArguments {
  @Option(help: "The form of the output: lines, nul, space, json, or that of a runner.")
  var outputFormat: SelectionFormatArgument?
  @Option(
    help: """
      What a node without names does: skip (print what runs nothing, exit with 0), fail (exit with 1) \
      or placeholder (print what --placeholder names).
      """
  )
  var ifEmpty = IfEmpty.skip
  @Option(help: "What to print in the place of no names, such as a test that always passes.")
  var placeholder: String?
  @Option(name: .shortAndLong, help: "Write to this file.") var output: String?

  /// The output of a command that selects names for a node.
  ///
  /// - Parameters:
  ///   - names: the names of this node.
  ///   - kind: what they are: filename, classname or testname.
  ///   - nul: whether names end in NUL where no form is asked for.
  ///   - candidates: all names of the split.
  ///   - remarks: what is said besides.
  /// - Throws: `CommandFailure` where the runner cannot be told to run exactly these.
  func output(
    _ names: [String],
    kind: String,
    nul: Bool,
    among candidates: [String],
    remarks: [String],
    in surroundings: Surroundings
  ) throws -> CommandOutput {
    var names = names
    var remarks = remarks
    if names.isEmpty {
      remarks.append("this node has nothing to run")
      switch ifEmpty {
      case .skip: break
      case .fail: return CommandOutput(remarks: remarks, status: .finding)
      case .placeholder:
        guard let placeholder else {
          throw CommandFailure("--if-empty placeholder needs --placeholder NAME", .usage)
        }
        names = [placeholder]
      }
    }
    let format = outputFormat?.format ?? (nul ? .nul : .lines)
    do {
      let selection = try selection(
        of: names,
        kind: ItemKind(rawValue: kind) ?? .filename,
        as: format,
        among: candidates
      )
      if names.isEmpty, !selection.isRunnable {
        remarks.append("do not start the runner without names: xargs needs -r")
      }
      return try surroundings.deliver(
        selection.text,
        to: output,
        remarks: remarks + selection.warnings
      ).exact
    } catch let error as SelectionError {
      throw CommandFailure(error.description, .unusableInput)
    }
  }
}
