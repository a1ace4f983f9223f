/// A string literal between double quotes that holds nothing but ASCII, for source of a language.
enum SourceText {
  /// Python's: `"caf\u00e9"`.
  static func python(_ text: String) -> String {
    quoted(text) { scalar in
      scalar.value > 0xFFFF ? "\\U" + hex(scalar.value, 8) : "\\u" + hex(scalar.value, 4)
    }
  }

  /// Ruby's: `"caf\u{e9}"`, where `#` would begin code.
  static func ruby(_ text: String) -> String {
    quoted(text, escaping: ["#"]) { "\\u{" + String($0.value, radix: 16) + "}" }
  }

  /// Groovy's: `"caf\u00e9"` in UTF-16, where `$` would begin code.
  static func groovy(_ text: String) -> String {
    quoted(text, escaping: ["$"]) { scalar in
      String(scalar).utf16.map { "\\u" + hex(UInt32($0), 4) }.joined()
    }
  }

  /// Java's: `"caf\u00e9"` in UTF-16; control characters are octal, as `\u000a` would end the line.
  static func java(_ text: String) -> String {
    quoted(text) { scalar in
      guard scalar.value > 0x7F else {
        let octal = String(scalar.value, radix: 8)
        return "\\" + String(repeating: "0", count: 3 - octal.count) + octal
      }
      return String(scalar).utf16.map { "\\u" + hex(UInt32($0), 4) }.joined()
    }
  }

  /// JavaScript's: `"caf\u00e9"` in UTF-16.
  static func javaScript(_ text: String) -> String {
    quoted(text) { scalar in
      String(scalar).utf16.map { "\\u" + hex(UInt32($0), 4) }.joined()
    }
  }

  private static func quoted(
    _ text: String,
    escaping special: Set<Unicode.Scalar> = [],
    _ escape: (Unicode.Scalar) -> String
  ) -> String {
    var literal = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" || special.contains(scalar) {
        literal += "\\\(scalar)"
      } else if (0x20..<0x7F).contains(scalar.value) {
        literal.unicodeScalars.append(scalar)
      } else {
        literal += escape(scalar)
      }
    }
    return literal + "\""
  }

  private static func hex(_ value: UInt32, _ digits: Int) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
