import ArgumentParser
import Ingester

struct TestsGlob: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "glob",
    abstract: "List the files that match quoted patterns: * ? [a-z] {a,b} and ** across folders."
  )

  @Argument(help: "Patterns, in quotes so that the shell leaves them alone.")
  var patterns: [String]
  @Flag(name: .customShort("0"), help: "End each name with NUL, for names with spaces.")
  var nul = false
  @OptionGroup var common: CommonOptions

  func output(in surroundings: Surroundings) throws -> CommandOutput {
    var seen: Set<[UInt8]> = []
    var matches: [String] = []
    for pattern in patterns {
      for match in Glob(pattern).matches(in: surroundings.folder)
      where seen.insert(Array(match.utf8)).inserted {
        matches.append(match)
      }
    }
    let end = nul ? "\0" : "\n"
    let remarks = matches.isEmpty ? ["no file matches \(patterns.joined(separator: " "))"] : []
    return CommandOutput(matches.map { $0 + end }.joined(), remarks: remarks)
  }
}
