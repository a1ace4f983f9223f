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

/// The options that a settings file gives to a command.
struct SaidOptions {
  private struct Said {
    var entry: SettingsFile.Entry
    var arguments: [String]
  }

  private let path: String
  private var said: [Said] = []

  /// Finds what the file says to a command, and checks what it says to the others.
  ///
  /// - Throws: `SettingsError` where a value, of any command, is of another kind or out of range.
  init(
    _ found: FoundSettings,
    of command: any ParsableCommand.Type,
    _ given: GivenOptions,
    in surroundings: Surroundings
  ) throws(SettingsError) {
    path = found.file.path
    for entry in found.file.entries {
      for setting in Setting.all where setting.key == entry.key {
        let arguments = try setting.arguments(for: entry, path: path, base: found.base)
        guard setting.isOf(command), !setting.isBeaten(by: given, in: surroundings) else {
          continue
        }
        said.append(Said(entry: entry, arguments: arguments))
      }
    }
  }

  /// The command with these options.
  ///
  /// - Throws: `SettingsError` where it does not take them, and what is wrong with the command line
  ///   where it would not be right without them.
  func command(_ given: GivenOptions) throws -> any ParsableCommand {
    do {
      return try Evenkeel.parseAsRoot(given.adding(said.flatMap(\.arguments)))
    } catch {
      _ = try Evenkeel.parseAsRoot(given.arguments)
      // What the command takes alone may still not go with the others.
      let culprit = said.first { one in
        (try? Evenkeel.parseAsRoot(given.adding(one.arguments))) == nil
      }
      let reason = Evenkeel.message(for: error)
      let keys = said.map(\.entry.key).joined(separator: ", ")
      throw SettingsError(
        path: path,
        line: culprit?.entry.line,
        reason: "\(culprit?.entry.key ?? "one of \(keys)"): \(reason)"
      )
    }
  }
}

extension Setting {
  /// Whether the command line or the environment says it, or something in whose company it does not
  /// hold.
  func isBeaten(by given: GivenOptions, in surroundings: Surroundings) -> Bool {
    (optionNames + yields).contains(where: given.contains) || environment?(surroundings) != nil
  }
}
