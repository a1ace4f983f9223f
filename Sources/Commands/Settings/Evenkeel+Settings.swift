public import ArgumentParser
import Foundation
import Settings

extension Evenkeel {
  /// Runs the command that this process was started for, and ends the process where it fails.
  public static func start() {
    do {
      var command = try command(Array(CommandLine.arguments.dropFirst()), in: .ofProcess())
      try command.run()
    } catch let failure as CommandFailure {
      RunTelling(quiet: false).warn(failure.description)
      exit(withError: ExitCode(failure.status.rawValue))
    } catch {
      exit(withError: error)
    }
  }

  /// The command that a command line asks for, with what the settings file says.
  ///
  /// What the file says is read as options that stand on the command line besides those that the
  /// user gave. An option beats the environment, the environment the file, and the file the default.
  ///
  /// - Throws: an error of ArgumentParser where the command line is wrong, or asks for help;
  ///   `CommandFailure` where the settings file is.
  public static func command(
    _ arguments: [String],
    in surroundings: Surroundings
  ) throws -> any ParsableCommand {
    // Parsing takes the most of the time in which `tests split` answers: it is done once.
    let type = try command(called: arguments) ?? type(of: parseAsRoot(arguments))
    guard commands.contains(where: { $0 == type }) else { return try parseAsRoot(arguments) }
    let given = GivenOptions(arguments)
    do {
      guard let found = try FoundSettings(named: given.value(of: "config"), in: surroundings) else {
        return try parseAsRoot(arguments)
      }
      let said = try SaidOptions(found, of: type, given, in: surroundings)
      return try said.command(given)
    } catch let failure as any SettingsFailure {
      // A command line that is wrong, or asks for help, is answered first.
      let plain = try parseAsRoot(arguments)
      guard Swift.type(of: plain) == type else { return plain }
      throw failure.commandFailure
    }
  }

  /// The command whose name stands at the beginning of a command line; none where that is not plain
  /// to see.
  private static func command(called arguments: [String]) -> (any ParsableCommand.Type)? {
    var command: any ParsableCommand.Type = Evenkeel.self
    for word in arguments where !word.hasPrefix("-") {
      let next = command.configuration.subcommands.first { $0.configuration.commandName == word }
      guard let next else { return nil }
      guard !next.configuration.subcommands.isEmpty else { return next }
      command = next
    }
    return nil
  }
}

/// An error of finding or reading the settings.
private protocol SettingsFailure: Error {
  var commandFailure: CommandFailure { get }
}

extension CommandFailure: SettingsFailure {
  fileprivate var commandFailure: CommandFailure { self }
}

extension SettingsError: SettingsFailure {
  fileprivate var commandFailure: CommandFailure { CommandFailure(description, .unusableInput) }
}
