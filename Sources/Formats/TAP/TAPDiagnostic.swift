import TestModel

/// What stands in the YAML block of a test point, as far as it is read: scalars at its top, and the
/// members of `at`.
struct TAPDiagnostic {
  private var values: [String: String] = [:]
  private var block: (key: String, indentation: Int)?
  private var text = BoundedText()
  private var indentation: Int?

  mutating func add(_ line: Substring) {
    let space = line.prefix { $0 == " " }.count
    let base = indentation ?? space
    indentation = base
    text.append(String(line.dropFirst(min(space, base))) + "\n")
    let content = line.dropFirst(space)
    if let open = block, space > open.indentation || content.isEmpty {
      append(content, to: open.key)
      return
    }
    block = nil
    guard let colon = content.firstIndex(of: ":") else { return }
    let key = String(content[..<colon])
    let value = trimmed(String(content[content.index(after: colon)...])) ?? ""
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
  var details: String? { trimmed(values["stack"]) ?? trimmed(text.text) }
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

  private mutating func append(_ content: Substring, to key: String) {
    if key == "at", let colon = content.firstIndex(of: ":"), values.count < 100 {
      let value = trimmed(String(content[content.index(after: colon)...])) ?? ""
      values[String(content[..<colon])] = unquoted(value)
    } else if values[key, default: ""].utf8.count < TextCollector.limit {
      values[key, default: ""] += values[key] == nil ? String(content) : "\n" + content
    }
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
