import TestModel

/// What stands in the YAML block of a test point, as far as it is read: scalars at its top, and the
/// members of `at`.
struct TAPDiagnostic {
  private var values: [String: String] = [:]
  private var block: (key: String, indentation: Int)?
  private var whole = BoundedText()
  private var indentation: Int?

  mutating func add(_ line: ArraySlice<UInt8>) {
    let content = line.drop { $0 == UInt8(ascii: " ") }
    let space = line.count - content.count
    let base = indentation ?? space
    indentation = base
    whole.append(text(line.dropFirst(min(space, base))) + "\n")
    if let open = block, space > open.indentation || content.isEmpty {
      return append(content, to: open.key)
    }
    block = nil
    guard let (key, value) = member(content) else { return }
    if value.isEmpty || value.hasPrefix("|") || value.hasPrefix(">") {
      block = (key, space)
    } else if values.count < 100 {
      values[key] = unquoted(value)
    }
  }

  var duration: Microseconds? {
    reportedTime(milliseconds: values["duration_ms"].flatMap { Double($0) })
  }
  var message: String? { values["error"] ?? values["message"] }
  var type: String? { values["name"] ?? values["code"] ?? values["failureType"] }
  var details: String? { trimmed(values["stack"]) ?? trimmed(whole.text) }
  /// Whether the point is one of a suite, which runs nothing itself.
  var isSuite: Bool { values["type"] == "suite" }

  /// The file and the line of the test: `location: 'path:line:column'`, or `at` with its members.
  var place: (file: String, line: Int?)? {
    if let location = values["location"] {
      var parts = location.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count >= 3, let line = Int(parts[parts.count - 2]) else { return nil }
      parts.removeLast(2)
      return (parts.joined(separator: ":"), line)
    }
    guard let file = values["file"] ?? values["fileName"] else { return nil }
    let line = (values["line"] ?? values["lineNumber"]).flatMap { Int($0) }
    return (file, line)
  }

  private mutating func append(_ content: ArraySlice<UInt8>, to key: String) {
    if key == "at", let (key, value) = member(content), values.count < 100 {
      values[key] = unquoted(value)
    } else if values[key, default: ""].utf8.count < TextCollector.limit,
      values[key] != nil || values.count < 100
    {
      values[key, default: ""] += (values[key] == nil ? "" : "\n") + text(content)
    }
  }

  /// Takes `key: value` apart.
  private func member(_ content: ArraySlice<UInt8>) -> (key: String, value: String)? {
    guard let colon = content.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    return (text(content[..<colon]), trimmed(text(content[(colon + 1)...])) ?? "")
  }

  private func unquoted(_ text: String) -> String {
    guard let quote = text.first, quote == "'" || quote == "\"", text.count > 1,
      text.last == quote
    else { return text }
    let inner = text.dropFirst().dropLast()
    return quote == "'"
      ? String(inner).replacing("''", with: "'") : String(inner).replacing("\\\"", with: "\"")
  }
}
