import Foundation
import Reporter
import Settings

extension Setting {
  /// What the file says, as it would stand on the command line.
  ///
  /// - Parameters:
  ///   - entry: what the file says of this key.
  ///   - path: the file, as it is shown.
  ///   - base: the folder of the file, as seen from the current one; empty where they are the same.
  /// - Throws: `SettingsError` where the value is of another kind or out of range.
  func arguments(
    for entry: SettingsFile.Entry,
    path: String,
    base: String
  ) throws(SettingsError) -> [String] {
    switch (kind, entry.value) {
    case (.single(let form), .text(let text)):
      return [try argument(text, form, path: path, line: entry.line)]
    case (.flag, .text("true")): return ["--\(option)"]
    case (.flag, .text("false")): return ["--no-\(option)"]
    case (.path, .text(let text)):
      return ["--\(option)=\(text.hasPrefix("/") ? text : base + text)"]
    case (.list(let form), .text(let text)):
      return [try argument(text, form, path: path, line: entry.line)]
    case (.list(let form), .list(let items)):
      return try items.map { item throws(SettingsError) in
        try argument(item.text, form, path: path, line: item.line)
      }
    case (.pairs(let name, let value), .pairs(let pairs)):
      return try pairs.map { pair throws(SettingsError) in
        _ = try argument(pair.name, name, path: path, line: pair.line)
        _ = try argument(pair.text, value, path: path, line: pair.line)
        return "--\(option)=\(pair.name)=\(pair.text)"
      }
    case (.pairs, .list(let items)) where items.isEmpty: return []
    default:
      throw SettingsError(path: path, line: entry.line, reason: "\(key) is \(words); mend it")
    }
  }

  private func argument(
    _ text: String,
    _ form: ValueForm,
    path: String,
    line: Int
  ) throws(SettingsError) -> String {
    guard form.accepts(text) else {
      let shown = text.count > 60 ? "\(text.prefix(60))…" : text
      throw SettingsError(
        path: path,
        line: line,
        reason: "\(key) is \(form.words), and not \"\(terminalText(shown))\"; mend it"
      )
    }
    return "--\(option)=\(text)"
  }

  /// What the value is, as in "is a list, each value a text".
  var words: String {
    switch kind {
    case .single(let form): form.words
    case .flag: "true or false"
    case .list(let form): "a list, each value \(form.words)"
    case .pairs(let name, let value): "a list of pairs, \(name.words): \(value.words)"
    case .path: "a path, relative to the folder of the file"
    }
  }
}
