/// Prose for terminals in lines of at most 100 characters, each indented, with a newline at the end;
/// of text from outside nothing is left that a terminal would obey.
public func wrapped(_ text: String, indent: Int = 0, width: Int = 100) -> String {
  let margin = String(repeating: " ", count: indent)
  var lines: [String] = []
  var line = ""
  for word in MarkdownText.oneLine(text, longest: 2000).split(separator: " ") {
    if !line.isEmpty, indent + line.count + 1 + word.count > width {
      lines.append(line)
      line = ""
    }
    line += line.isEmpty ? word : " " + word
  }
  if !line.isEmpty { lines.append(line) }
  return lines.map { margin + $0 + "\n" }.joined()
}
