/// Tables of comma-separated values after RFC 4180.
enum CSVText {
  /// One line, ended by CR LF.
  static func line(_ fields: [String]) -> String {
    fields.map(field).joined(separator: ",") + "\r\n"
  }

  /// A field, quoted where it must be.
  ///
  /// A field that a spreadsheet would take for a formula gets an apostrophe in front: test names
  /// are strangers' text.
  private static func field(_ text: String) -> String {
    // Scalar by scalar: to Swift a quotation mark with a combining mark is another character.
    let isFormula =
      text.unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } ?? false
    let isNumber = Double(text) != nil
    let safe = isFormula && !isNumber ? "'" + text : text
    let special = "\",\r\n".unicodeScalars
    guard safe.unicodeScalars.contains(where: { special.contains($0) }) else { return safe }
    return "\"" + safe.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }.joined() + "\""
  }
}
