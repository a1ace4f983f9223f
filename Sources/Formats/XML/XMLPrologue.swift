/// Finds where a document starts, and refuses at once what is no XML.
///
/// Logs that were redirected into the report, and blank lines before the prologue, stand before the
/// first `<` of some real reports: they are passed over.
struct XMLPrologue {
  /// The bytes that may stand before the first `<`.
  static let longest = 65_536

  private var held: [UInt8] = []
  private(set) var skippedText = false
  private(set) var isOver = false

  /// Takes the next bytes; returns those of the document, once its start is found.
  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) throws(ReportError) -> [UInt8]? {
    held.append(contentsOf: bytes)
    guard held.count >= 4 else { return nil }
    try refuseWhatIsNoText()
    if isUTF16 {
      isOver = true
      return held
    }
    guard let start = held.firstIndex(of: UInt8(ascii: "<")) else {
      guard held.count <= XMLPrologue.longest else { throw ReportError.notXML }
      return nil
    }
    let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let before = held[..<start].drop { byteOrderMark.contains($0) }
    skippedText = before.contains { !isSpace($0) }
    isOver = true
    return Array(held[start...])
  }

  /// Says why no document was found, once all bytes were taken.
  func finish() throws(ReportError) {
    guard !isOver else { return }
    throw held.allSatisfy(isSpace) ? ReportError.empty : ReportError.notXML
  }

  /// Whether the document is in UTF-16, in which bytes of 0 are normal.
  var isUTF16: Bool {
    let start = Array(held.prefix(2))
    return start == [0xFE, 0xFF] || start == [0xFF, 0xFE] || start == [0x00, 0x3C]
      || (held[0] == 0x3C && held[1] == 0x00)
  }

  private func refuseWhatIsNoText() throws(ReportError) {
    switch (held[0], held[1]) {
    case (0x1F, 0x8B): throw ReportError.archive("gzip")
    case (0x50, 0x4B) where held[2] < 9: throw ReportError.archive("zip")
    default: break
    }
    // A NUL further on may be one of a test's own output.
    if !isUTF16, held.prefix(while: { $0 != UInt8(ascii: "<") }).contains(0) {
      throw ReportError.binary
    }
  }
}

/// Whether a byte is white space in ASCII.
func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
