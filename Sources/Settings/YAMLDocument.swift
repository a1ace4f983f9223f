internal import Yams

/// The one document of a text.
struct YAMLDocument {
  /// What is in it; none where there is nothing.
  let root: Node?
  // Nodes know their anchors only as long as the parser lives.
  private let parser: Parser

  /// Reads a text.
  ///
  /// Values stay the texts that they are: no rule makes `no` a truth value or `1_000` a number.
  init(_ text: String, path: String) throws(SettingsError) {
    let text = text.hasPrefix("\u{FEFF}") ? String(text.unicodeScalars.dropFirst()) : text
    do {
      parser = try Parser(yaml: text, resolver: .basic)
      root = try parser.singleRoot()
    } catch let error as YamlError {
      throw SettingsError(error, path: path)
    } catch {
      throw SettingsError(path: path, reason: "this cannot be read: \(error)")
    }
  }
}

/// Refuses a text in which an alias may stand for an anchored value.
///
/// A few lines of aliases of aliases stand for more than any memory holds, and the parser hashes
/// keys; so they are found before it sees them. An alias `*a` needs an anchor `&a`: where both are in
/// the text, wherever they stand, it is not read.
func refuseAliases(in text: String, path: String) throws(SettingsError) {
  let bytes = Array(text.utf8)
  let aliases = Set(names(after: UInt8(ascii: "*"), in: bytes).map(\.name))
  guard !aliases.isEmpty else { return }
  for anchor in names(after: UInt8(ascii: "&"), in: bytes) where aliases.contains(anchor.name) {
    let line = 1 + bytes[..<anchor.position].count { $0 == UInt8(ascii: "\n") }
    throw .anchor(path: path, line: line)
  }
}

/// The names that follow a character, as anchors and aliases have them: ASCII letters, digits, `_`
/// and `-`.
private func names(
  after sign: UInt8,
  in bytes: [UInt8]
) -> [(name: ArraySlice<UInt8>, position: Int)] {
  bytes.indices.filter { bytes[$0] == sign }.compactMap { position in
    let name = bytes[(position + 1)...].prefix { byte in
      (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
    return name.isEmpty ? nil : (name, position)
  }
}

extension SettingsError {
  static func anchor(path: String, line: Int) -> SettingsError {
    SettingsError(
      path: path,
      line: line,
      reason: "anchors and aliases (&, *) are not read here; write the value out"
    )
  }

  fileprivate init(_ error: YamlError, path: String) {
    self.init(path: path, reason: "this is no YAML; mend it")
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _):
      line = mark.line
      reason = "this is no YAML (\(problem)); mend it"
    case .composer(_, let problem, let mark, _):
      line = mark.line
      reason =
        problem.contains("another document")
        ? "a second document begins here; keep one" : "this is no YAML (\(problem)); mend it"
    case .reader(let problem, _, _, _): reason = "this is no YAML (\(problem)); mend it"
    case .duplicatedKeysInMapping(let keys, let context):
      line = context.mark.line
      reason = "\(quoted(keys.first ?? "")) is here and once more in the same section; keep one"
    default: break
    }
  }
}

/// A text of a stranger in quotation marks, without what a terminal would act on.
func quoted(_ text: String) -> String {
  let shown = text.unicodeScalars.prefix(80).map { scalar in
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned: "\u{FFFD}"
    default: String(scalar)
    }
  }
  return "\"\(shown.joined())\(text.unicodeScalars.count > 80 ? "…" : "")\""
}
