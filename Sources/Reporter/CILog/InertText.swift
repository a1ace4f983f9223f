/// Text in which a CI that reads it finds nothing to obey.
///
/// Names, messages and paths come from strangers' reports, and what is printed in a job is read for
/// commands: GitHub's `::add-mask::` at the beginning of a line and `##[add-mask]` anywhere in one,
/// Azure's `##vso[…]`, TeamCity's `##teamcity[…]`, Buildkite's `--- ` and `+++ `, GitLab's sections
/// between escape characters. A space breaks each of them. It has to be a space that shows: the
/// programs that read these logs compare as people do, and an invisible one is nothing to them.
///
/// Text of which nothing would be obeyed stays as it is.
public func inertLogText(_ text: String) -> String {
  mayBeObeyed(text) ? InertText(text).broken : text
}

/// Whether a closer look at a text is needed, by its bytes alone: reports are megabytes long, and
/// nearly none holds anything that is obeyed.
///
/// A byte that is not ASCII may be part of an invisible character, which changes nothing.
private func mayBeObeyed(_ text: String) -> Bool {
  var text = text
  return text.withUTF8 { bytes in
    func follows(_ byte: UInt8, at index: Int) -> Bool {
      index < bytes.count && (bytes[index] == byte || bytes[index] >= 0x80)
    }
    var isAtStart = true
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "\n"): isAtStart = true
      case UInt8(ascii: "\t"), UInt8(ascii: " "): break
      case UInt8(ascii: "\r") where index + 1 < bytes.count && bytes[index + 1] == 0x0A: break
      case 0..<0x20, 0x7F: return true
      // The controls beyond ASCII.
      case 0xC2 where index + 1 < bytes.count && bytes[index + 1] < 0xA0: return true
      case 0x80...: break
      case UInt8(ascii: "#"): if follows(byte, at: index + 1) { return true }
      case UInt8(ascii: ":"): if isAtStart, follows(byte, at: index + 1) { return true }
      case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "~"), UInt8(ascii: "^"):
        if isAtStart, follows(byte, at: index + 1), follows(byte, at: index + 2) { return true }
      default: break
      }
      if byte > 0x20, byte < 0x80 { isAtStart = false }
    }
    return false
  }
}

struct InertText {
  /// What is obeyed wherever it stands.
  private static let anywhere: [[Unicode.Scalar]] = ["##[", "##vso[", "##teamcity["]
    .map { Array($0.unicodeScalars) }
  private static let commandAtStart = Array("::".unicodeScalars)
  /// What is obeyed at the beginning of a line, before a space.
  private static let headings: [[Unicode.Scalar]] = ["---", "+++", "~~~", "^^^"]
    .map { Array($0.unicodeScalars) }

  /// What is printed: what moves the cursor is a space.
  private let scalars: [Unicode.Scalar]

  init(_ text: String) {
    let given = Array(text.unicodeScalars)
    scalars = given.indices.map { index in
      switch given[index] {
      case "\n", "\t": given[index]
      case "\r": index + 1 < given.count && given[index + 1] == "\n" ? "\r" : " "
      case let scalar where scalar.properties.generalCategory == .control: " "
      default: given[index]
      }
    }
  }

  /// One line of text from outside, of which nothing is obeyed.
  static func line(_ text: String) -> String {
    inertLogText(MarkdownText.oneLine(text, longest: 1000))
  }

  /// The text with a space after the first character of all that is obeyed.
  var broken: String {
    var result = String.UnicodeScalarView()
    var isAtStart = true
    for (index, scalar) in scalars.enumerated() {
      result.append(scalar)
      if isObeyed(at: index, isAtStart: isAtStart) { result.append(" ") }
      if scalar == "\n" {
        isAtStart = true
      } else if !scalar.properties.isWhitespace, !isInvisible(scalar) {
        isAtStart = false
      }
    }
    return String(result)
  }

  private func isObeyed(at index: Int, isAtStart: Bool) -> Bool {
    switch scalars[index] {
    case "#": Self.anywhere.contains { end(of: $0, at: index) != nil }
    case ":": isAtStart && end(of: Self.commandAtStart, at: index) != nil
    case "-", "+", "~", "^":
      isAtStart
        && Self.headings.contains { heading in
          guard let end = end(of: heading, at: index),
            let next = scalars[end...].first(where: { !isInvisible($0) })
          else { return false }
          return next != "\n" && next.properties.isWhitespace
        }
    default: false
    }
  }

  /// Where a pattern ends that begins here, whatever stands invisibly between its characters.
  private func end(of pattern: [Unicode.Scalar], at index: Int) -> Int? {
    var position = index
    for expected in pattern {
      while position < scalars.count, isInvisible(scalars[position]) { position += 1 }
      guard position < scalars.count,
        scalars[position].properties.lowercaseMapping.unicodeScalars.elementsEqual([expected])
      else { return nil }
      position += 1
    }
    return position
  }

  private func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isDefaultIgnorableCodePoint
  }
}
