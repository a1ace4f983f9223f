/// Text from outside, made safe for HTML.
enum HTMLText {
  /// The text for an element or a quoted attribute, in one line and without characters that turn the
  /// writing around; no longer than a screen can use.
  static func escape(_ text: String) -> String {
    let line = MarkdownText.oneLine(text, longest: 400)
    var escaped = ""
    escaped.reserveCapacity(line.utf8.count)
    for character in line {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.append(character)
      }
    }
    return escaped
  }

  /// A link where the address is one of the web, and the label alone where it is anything else, such
  /// as `javascript:`.
  static func link(_ address: String?, label: String) -> String {
    guard let address, address.hasPrefix("https://") || address.hasPrefix("http://"),
      !address.contains(where: \.isWhitespace), address.utf8.count < 2000
    else { return escape(label) }
    let quoted = address.map { character -> String in
      switch character {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&#39;"
      default: String(character)
      }
    }
    .joined()
    return "<a href=\"\(quoted)\" rel=\"noopener noreferrer\">\(escape(label))</a>"
  }
}
