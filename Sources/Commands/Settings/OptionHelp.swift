import ArgumentParser
import Foundation

/// What the help of the commands says of their options, as ArgumentParser tells it to programs
/// (`--experimental-dump-help`).
struct OptionHelp {
  /// An option of a command.
  struct Option: Decodable {
    struct Name: Decodable { var name: String }
    var names: [Name]?
    var abstract: String?
    var defaultValue: String?
  }

  private struct Document: Decodable {
    struct Command: Decodable {
      var commandName: String
      var arguments: [Option]?
      var subcommands: [Command]?
    }
    var command: Command
  }

  private var root: Document.Command

  init() throws {
    let text = Evenkeel._dumpHelp()
    root = try JSONDecoder().decode(Document.self, from: Data(text.utf8)).command
  }

  /// What a command says of the option of a setting; none where it has no such option.
  func option(_ setting: Setting, of command: any ParsableCommand.Type) -> Option? {
    guard let path = Evenkeel.path(of: command) else { return nil }
    var found = root
    for name in path {
      guard let next = found.subcommands?.first(where: { $0.commandName == name }) else {
        return nil
      }
      found = next
    }
    return found.arguments?.first { option in
      option.names?.contains { $0.name == setting.option } ?? false
    }
  }
}

extension Evenkeel {
  /// The words that call a command, without that of the root.
  static func path(of command: any ParsableCommand.Type) -> [String]? {
    path(of: command, beneath: Evenkeel.self)
  }

  private static func path(
    of command: any ParsableCommand.Type,
    beneath parent: any ParsableCommand.Type
  ) -> [String]? {
    if parent == command { return [] }
    for child in parent.configuration.subcommands {
      if let rest = path(of: command, beneath: child), let name = child.configuration.commandName {
        return [name] + rest
      }
    }
    return nil
  }
}
