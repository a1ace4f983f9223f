/// Text as XML wants it.
enum XMLText {
  /// The text with the five special characters and line ends replaced, fit for an attribute.
  static func attribute(_ text: String) -> String {
    escaped(text, inAttribute: true)
  }

  /// The text with the special characters replaced, fit for the inside of an element.
  static func content(_ text: String) -> String {
    escaped(text, inAttribute: false)
  }

  private static func escaped(_ text: String, inAttribute: Bool) -> String {
    guard text.utf8.contains(where: { "&<>\"'\n".utf8.contains($0) }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"" where inAttribute: result += "&quot;"
      case "'" where inAttribute: result += "&apos;"
      // A parser would make a plain line end in an attribute a space.
      case "\n" where inAttribute: result += "&#10;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
