/// A value of a JSON document.
enum JSONValue: Sendable, Equatable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])

  /// The value of a member; the last one where the name is repeated.
  subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.name == name }?.value
  }

  /// The text of a string that is not empty.
  var text: String? {
    guard case .string(let text) = self, !text.isEmpty else { return nil }
    return text
  }

  /// A number, or what a string says in digits: protocol buffers write long numbers as strings.
  var number: Double? {
    switch self {
    case .number(let number): number
    case .string(let text) where text.utf8.count <= 40: Double(text).flatMap(finite)
    default: nil
    }
  }

  /// A whole number between 0 and a billion.
  var count: Int? {
    guard let number, number >= 0, number <= 1e9 else { return nil }
    return Int(number)
  }

  var isTrue: Bool { self == .boolean(true) }

  /// The elements of an array; none of any other value.
  var elements: [JSONValue] {
    guard case .array(let elements) = self else { return [] }
    return elements
  }

  /// The members of an object; none of any other value.
  var members: [JSONMember] {
    guard case .object(let members) = self else { return [] }
    return members
  }

  /// A scalar as text, for properties and parameters; none for null and for containers.
  var scalarText: String? {
    switch self {
    case .string(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    case .number(let number):
      number.rounded() == number && number.magnitude < 1e15
        ? String(Int64(number)) : String(number)
    default: nil
    }
  }

  /// The texts of an array of strings as lines, or a string as it is; none when nothing is left.
  var lines: String? {
    if let text { return text }
    let lines = elements.compactMap(\.text)
    return lines.isEmpty ? nil : lines.joined(separator: "\n")
  }
}

/// A member of a JSON object.
struct JSONMember: Sendable, Equatable {
  var name: String
  var value: JSONValue
}

/// A number, unless it is infinite or none.
func finite(_ number: Double) -> Double? { number.isFinite ? number : nil }
