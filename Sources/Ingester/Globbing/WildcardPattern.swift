/// A pattern for one name, without folders, matched byte by byte: names that look alike and are
/// written with different characters are different names.
struct WildcardPattern: Sendable {
  private enum Part: Sendable {
    case byte(UInt8)
    case anyCharacter
    case anyCharacters
    case oneOf(CharacterClass)
  }

  private let parts: [Part]

  init(_ pattern: ArraySlice<UInt8>) {
    var parts: [Part] = []
    var rest = pattern
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "*"): parts.append(.anyCharacters)
      case UInt8(ascii: "?"): parts.append(.anyCharacter)
      case UInt8(ascii: "["):
        if let oneOf = CharacterClass(rest) {
          parts.append(.oneOf(oneOf))
          rest = rest.dropFirst(oneOf.length)
        } else {
          parts.append(.byte(byte))
        }
      case UInt8(ascii: "\\"): parts.append(.byte(rest.popFirst() ?? byte))
      default: parts.append(.byte(byte))
      }
    }
    self.parts = parts
  }

  /// The one name that matches, where there is only one.
  var literal: [UInt8]? {
    var name: [UInt8] = []
    for part in parts {
      guard case .byte(let byte) = part else { return nil }
      name.append(byte)
    }
    return name
  }

  /// Whether the whole name matches.
  ///
  /// Time grows with the product of the lengths at most.
  func matches(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    var part = 0
    var position = 0
    var afterStar: (part: Int, position: Int)?
    while position < name.count {
      if part < parts.count, case .anyCharacters = parts[part] {
        part += 1
        afterStar = (part, position)
      } else if part < parts.count, let length = matchLength(parts[part], name, position) {
        part += 1
        position += length
      } else if let star = afterStar {
        part = star.part
        position = star.position + 1
        afterStar = (part, position)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { if case .anyCharacters = $0 { true } else { false } }
  }

  /// How many bytes from here the part takes; none where it does not match.
  private func matchLength(
    _ part: Part,
    _ name: UnsafeBufferPointer<UInt8>,
    _ position: Int
  ) -> Int? {
    switch part {
    case .byte(let byte): return name[position] == byte ? 1 : nil
    case .anyCharacters: return nil
    case .anyCharacter, .oneOf:
      // A star may have ended within a character; nothing starts there.
      guard name[position] & 0xC0 != 0x80 else { return nil }
      var end = position + 1
      while end < name.count, name[end] & 0xC0 == 0x80 { end += 1 }
      guard case .oneOf(let characterClass) = part else { return end - position }
      let text = String(decoding: name[position..<end], as: UTF8.self)
      guard let scalar = text.unicodeScalars.first, characterClass.contains(scalar) else {
        return nil
      }
      return end - position
    }
  }
}

/// A class of characters, `[abc]`, `[a-z]`, `[!a-z]` or `[^a-z]`.
struct CharacterClass: Sendable {
  private let ranges: [ClosedRange<Unicode.Scalar>]
  private let isNegated: Bool
  /// The bytes between the opening bracket and behind the closing one.
  let length: Int

  /// Reads what is behind a `[`; none where it is not closed.
  ///
  /// A `]` in front is one of the characters, and `\` takes the meaning from the next.
  init?(_ rest: ArraySlice<UInt8>) {
    var scalars: [(scalar: Unicode.Scalar, isEscaped: Bool)] = []
    var isClosed = false
    var length = 0
    var isEscaped = false
    for scalar in String(decoding: rest, as: UTF8.self).unicodeScalars {
      length += UTF8.width(scalar)
      if scalar == "\\", !isEscaped {
        isEscaped = true
        continue
      }
      let isFirst = scalars.isEmpty || scalars.count == 1 && CharacterClass.negates(scalars[0])
      if scalar == "]", !isEscaped, !isFirst {
        isClosed = true
        break
      }
      scalars.append((scalar, isEscaped))
      isEscaped = false
    }
    guard isClosed else { return nil }
    isNegated = CharacterClass.negates(scalars[0])
    ranges = CharacterClass.ranges(scalars.dropFirst(isNegated ? 1 : 0))
    self.length = length
  }

  /// Whether the class has the character.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar) } != isNegated
  }

  private static func negates(_ first: (scalar: Unicode.Scalar, isEscaped: Bool)) -> Bool {
    !first.isEscaped && (first.scalar == "!" || first.scalar == "^")
  }

  private static func ranges(
    _ scalars: ArraySlice<(scalar: Unicode.Scalar, isEscaped: Bool)>
  ) -> [ClosedRange<Unicode.Scalar>] {
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var rest = scalars
    while let low = rest.popFirst() {
      if let dash = rest.first, dash.scalar == "-", !dash.isEscaped,
        let high = rest.dropFirst().first
      {
        rest = rest.dropFirst(2)
        // A range that runs backwards holds nothing.
        if low.scalar <= high.scalar { ranges.append(low.scalar...high.scalar) }
      } else {
        ranges.append(low.scalar...low.scalar)
      }
    }
    return ranges
  }
}
