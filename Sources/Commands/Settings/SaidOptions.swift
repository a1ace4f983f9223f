import ArgumentParser
import Settings

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
