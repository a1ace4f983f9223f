/// Text that is gathered from pieces, up to a limit.
struct BoundedText {
  private(set) var text = ""
  private var isCut = false

  /// Whether anything but white space was gathered.
  var isBlank: Bool { text.utf8.allSatisfy(isSpace) }

  mutating func append(_ piece: String) {
    guard !isCut else { return }
    let room = TextCollector.limit - text.utf8.count
    if piece.utf8.count <= room {
      text += piece
    } else {
      text += String(decoding: piece.utf8.prefix(room), as: UTF8.self)
      text += "\n[cut after \(TextCollector.limit / 1024) KiB]"
      isCut = true
    }
  }
}

/// The text without the white space around it; none when nothing is left.
func trimmed(_ text: String?) -> String? {
  guard let bytes = text?.utf8, let first = bytes.firstIndex(where: { !isSpace($0) }),
    let last = bytes.lastIndex(where: { !isSpace($0) })
  else { return nil }
  return String(decoding: bytes[first...last], as: UTF8.self)
}

/// The first line of a text that is not blank.
func firstLine(of text: String?) -> String? {
  guard let text = trimmed(text) else { return nil }
  return trimmed(String(decoding: text.utf8.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
}
