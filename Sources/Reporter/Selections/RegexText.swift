/// A regular expression that matches the text alone, in every engine that runners use.
///
/// What it escapes is what Go's `regexp.QuoteMeta` escapes; RE2, PCRE, ICU, Onigmo, Swift's and
/// JavaScript's engines all read a backslash before these as the character itself. Control characters
/// become `\xHH`, so that the expression stays in one line.
///
/// - Parameters:
///   - text: the text.
///   - delimiter: a character that ends the expression, for runners that take it between delimiters.
func regexText(_ text: some StringProtocol, delimiter: Unicode.Scalar? = nil) -> String {
  var escaped = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\", ".", "+", "*", "?", "(", ")", "|", "[", "]", "{", "}", "^", "$", delimiter:
      escaped.append("\\")
      escaped.append(scalar)
    case "\0"..."\u{1F}", "\u{7F}":
      let digits = String(scalar.value, radix: 16)
      escaped.append(contentsOf: ("\\x" + (digits.count == 1 ? "0" : "") + digits).unicodeScalars)
    default: escaped.append(scalar)
    }
  }
  return String(escaped)
}

/// Whether the text has a control character.
func hasControlCharacter(_ text: String) -> Bool {
  text.utf8.contains { $0 < 0x20 || $0 == 0x7F }
}
