import ArgumentParser
import Ingester
import Reporter

struct TestsGlob: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "glob",
    abstract: "List the files that match quoted patterns: * ? [a-z] {a,b} and ** across folders.",
    discussion: """
      All patterns together give one sorted list, each file once. A pattern without files is told on \
      standard error, and is no failure. Hidden files are listed, and what is in .git only where the \
      pattern names it.
      """
  )

  @Argument(help: "Patterns, in quotes so that the shell leaves them alone.")
  var patterns: [String]
  @Flag(name: .customShort("0"), help: "End each name with NUL, for names with spaces.")
  var nul = false
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    let files = GlobbedFiles(matching: patterns, in: surroundings.folder)
    var remarks = files.unmatched.map { "no file matches \(terminalText($0))" }
    remarks += files.unreadable.map { "the folder \(terminalText($0)) can't be read" }
    let broken = nul ? nil : files.paths.first { $0.utf8.contains(UInt8(ascii: "\n")) }
    if let broken {
      remarks.append("the name \"\(terminalText(broken))\" has a line break; list names with -0")
    }
    let end = nul ? "\0" : "\n"
    return CommandOutput(files.paths.map { $0 + end }.joined(), remarks: remarks).exact
  }
}
