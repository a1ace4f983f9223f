import ArgumentParser

/// A key of the settings file: an option of some commands, given in advance.
///
/// What a file says of the key is read by the option itself, as if it stood on the command line; so
/// a key cannot mean anything else than its option.
struct Setting: Sendable {
  /// What stands in the file.
  enum Kind: Sendable {
    /// One value.
    case single(ValueForm)
    /// `true` or `false`, of an option that has a `--no-` form.
    case flag
    /// Several values, of an option that may be repeated.
    case list(ValueForm)
    /// Pairs in an order, of an option that may be repeated and takes `name=value`.
    case pairs(name: ValueForm, value: ValueForm)
    /// A path, relative to the folder of the file.
    case path
  }

  /// The full name, with dots between it and its sections.
  let key: String
  /// The option, without the dashes.
  let option: String
  let kind: Kind
  /// The commands that have the option.
  let commands: [any ParsableCommand.Type]
  /// What the environment says in the place of the file; none where it says nothing.
  var environment: (@Sendable (Surroundings) -> String?)?
  /// The options in whose company the key does not hold, without the dashes.
  var yields: [String] = []
  /// What it means where the help of the option is not enough.
  var meaning: String?

  var isFlag: Bool {
    if case .flag = kind { return true }
    return false
  }

  /// The names under which the option may be on a command line.
  var optionNames: [String] { isFlag ? [option, "no-\(option)"] : [option] }

  func isOf(_ command: any ParsableCommand.Type) -> Bool { commands.contains { $0 == command } }
}
