/// A count with its noun: `1 test`, `12,345 tests`, `2 leaves` with an irregular plural.
public func plural(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
  "\(grouped(count)) \(count == 1 ? singular : plural ?? singular + "s")"
}

/// A whole number with its thousands apart: `12,345`.
public func grouped(_ number: Int) -> String {
  let digits = String(number.magnitude)
  var text = ""
  for (index, digit) in digits.enumerated() {
    if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
    text.append(digit)
  }
  return number < 0 ? "-" + text : text
}

/// Text from outside in one line, without what a terminal would obey.
public func terminalText(_ text: String) -> String { MarkdownText.oneLine(text) }
