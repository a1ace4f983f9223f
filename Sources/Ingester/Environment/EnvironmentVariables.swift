import TestModel

/// The variables of a process; what providers write for "none" is none.
struct EnvironmentVariables: Sendable {
  private let variables: [String: String]
  private let readFile: @Sendable (String) -> String?

  init(_ variables: [String: String], readFile: @escaping @Sendable (String) -> String?) {
    self.variables = variables
    self.readFile = readFile
  }

  /// The value of a variable, cleaned; none when it is empty, `false` or `<nil>`.
  subscript(_ name: String) -> String? {
    guard let value = variables[name].flatMap(cleaned), !["false", "<nil>"].contains(value) else {
      return nil
    }
    return value
  }

  /// The value of the first of the variables that has one.
  subscript(_ first: String, _ others: String...) -> String? {
    if let value = self[first] { return value }
    for name in others {
      if let value = self[name] { return value }
    }
    return nil
  }

  /// The value of the first of the variables that is a whole number, from 0.
  func number(_ names: String...) -> Int? {
    for name in names {
      if let number = wholeNumber(self[name]) { return number }
    }
    return nil
  }

  /// Whether a variable says yes.
  func isTrue(_ name: String) -> Bool {
    ["true", "True", "TRUE", "1", "yes"].contains(self[name] ?? "")
  }

  /// Whether one of the variables has a value.
  func hasAny(_ names: String...) -> Bool { names.contains { self[$0] != nil } }

  /// The text of the file that a variable names; none if it can't be read.
  func file(_ name: String) -> String? { self[name].flatMap(readFile) }

  /// The text of a file; none if it can't be read.
  func file(at path: String?) -> String? { path.flatMap(readFile) }
}

/// The most characters of a value that are kept: branches of strangers may be long.
private let longestValue = 1000

/// A value without control characters, bounded in length; none when nothing is left.
func cleaned(_ value: String?) -> String? {
  guard let value else { return nil }
  var clean = String.UnicodeScalarView()
  for scalar in value.unicodeScalars.lazy.filter({ !isControl($0) }).prefix(longestValue) {
    clean.append(scalar)
  }
  return clean.isEmpty ? nil : String(clean)
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: true
  // Overrides of the direction of writing make a name look like another one.
  case 0x202A...0x202E, 0x2066...0x2069: true
  default: false
  }
}

/// A whole number from 0; none for anything else.
func wholeNumber(_ text: (some StringProtocol)?) -> Int? {
  guard let number = text.flatMap({ Int($0) }), number >= 0 else { return nil }
  return number
}
