/// Text from outside, made safe for GitHub's, GitLab's and Bitbucket's Markdown.
///
/// Test names and messages come from strangers' pull requests: in a comment they must mention
/// nobody, link nowhere, close no table and open no HTML. They are looked at scalar by scalar, as
/// browsers do: to Swift a backtick with a combining mark is another character than a backtick.
enum MarkdownText {
  /// The characters of one text that are shown.
  static let longest = 160

  /// The text as a code span, in which only the backtick has a meaning, and in tables the pipe.
  static func code(_ text: String) -> String { span(text) { $0 == "|" ? "\\|" : String($0) } }

  /// The text as a code span that stands in no table: there an escaped pipe would show its escape.
  static func codeInText(_ text: String) -> String { span(text) { String($0) } }

  private static func span(_ text: String, _ escape: (Unicode.Scalar) -> String) -> String {
    let shown = oneLine(text)
    guard !shown.isEmpty else { return "(no name)" }
    let fence = String(repeating: "`", count: longestRun(of: "`", in: shown) + 1)
    let scalars = shown.unicodeScalars
    let padding = scalars.first == "`" || scalars.last == "`" ? " " : ""
    return fence + padding + scalars.map(escape).joined() + padding + fence
  }

  /// The text as prose: every character that Markdown or HTML gives a meaning is escaped, and
  /// mentions and references to issues are broken by a space of no width.
  static func prose(_ text: String, longest: Int = MarkdownText.longest) -> String {
    oneLine(text, longest: longest).unicodeScalars.map { scalar -> String in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "@", "#": "\(scalar)\u{200B}"
      case ":": ":\u{200B}"
      case "\\", "`", "*", "_", "[", "]", "(", ")", "|", "~", "!", "+", "-", "$":
        "\\\(scalar)"
      default: String(scalar)
      }
    }
    .joined()
  }

  /// The text in one line, without characters that move the cursor or turn the writing, cut.
  static func oneLine(_ text: String, longest: Int = MarkdownText.longest) -> String {
    // Nothing beyond this can be shown, and hostile text may be megabytes long.
    let head = text.unicodeScalars.prefix(8 * longest)
    var visible = String.UnicodeScalarView()
    visible.append(contentsOf: head.map { isVisible($0) ? $0 : " " })
    let words = String(visible).split(separator: " ").joined(separator: " ")
    return words.count <= longest ? words : words.prefix(longest - 1) + "…"
  }

  private static func longestRun(of scalar: Unicode.Scalar, in text: String) -> Int {
    var longest = 0
    var run = 0
    for other in text.unicodeScalars {
      run = other == scalar ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}

/// Whether a character shows itself, and does nothing to the characters around it.
func isVisible(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.properties.generalCategory {
  case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
    false
  default: true
  }
}
