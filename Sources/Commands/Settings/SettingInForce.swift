import Settings

/// A key, what it means, and what holds here.
struct SettingInForce: Encodable, Hashable {
  let key: String
  /// What it means.
  let meaning: String
  /// The commands that have its option, such as `tests split`.
  let commands: [String]
  /// The option, with its dashes.
  let option: String
  /// What such a value is, as in "a span of time, such as 28d".
  let form: String
  /// What holds where nothing else is said; none where that depends, as the meaning tells.
  let byDefault: String?
  /// What holds here; none where nothing is said.
  let value: String?
  /// Who says so: `default`, `environment`, or the place in the file.
  let from: String

  /// All keys, each once.
  ///
  /// - Throws: `SettingsError` where a value of the file cannot be used.
  static func all(_ found: FoundSettings?, in surroundings: Surroundings) throws -> [Self] {
    let help = try OptionHelp()
    var seen: Set<String> = []
    return try Setting.all.filter { seen.insert($0.key).inserted }.map { setting in
      try SettingInForce(setting, found, help, in: surroundings)
    }
  }

  private init(
    _ setting: Setting,
    _ found: FoundSettings?,
    _ help: OptionHelp,
    in surroundings: Surroundings
  ) throws {
    let rows = Setting.all.filter { $0.key == setting.key }
    let commands = rows.flatMap(\.commands)
    let options = commands.compactMap { help.option(setting, of: $0) }
    key = setting.key
    meaning = setting.meaning ?? options.first?.abstract ?? ""
    self.commands = commands.compactMap { Evenkeel.path(of: $0)?.joined(separator: " ") }
    option = "--\(setting.option)"
    form = setting.words
    byDefault = setting.isFlag ? "false" : options.first?.defaultValue
    if let told = setting.environment?(surroundings) {
      (value, from) = (told, "environment")
    } else if let found, let entry = found.file.entries.first(where: { $0.key == setting.key }) {
      _ = try setting.arguments(for: entry, path: found.file.path, base: found.base)
      (value, from) = (entry.value.shown, "\(found.file.path):\(entry.line)")
    } else {
      (value, from) = (byDefault, "default")
    }
  }
}

extension SettingsFile.Value {
  /// The value in one line.
  fileprivate var shown: String {
    switch self {
    case .text(let text): text
    case .list(let items): items.map(\.text).joined(separator: ", ")
    case .pairs(let pairs): pairs.map { "\($0.name): \($0.text)" }.joined(separator: ", ")
    }
  }
}
