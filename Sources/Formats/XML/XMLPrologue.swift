import TestModel

/// Finds where a document starts and in which encoding it is, and refuses at once what is no XML.
///
/// Logs that were redirected into the report, and blank lines before the prologue, stand before the
/// first `<` of some real reports: they are passed over.
struct XMLPrologue {
  /// The bytes that may stand before the document.
  static let longest = 65_536
  /// The bytes that an XML declaration may take.
  private static let longestDeclaration = 1_024
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private var held: [UInt8] = []
  private var isSniffed = false
  private(set) var isOver = false
  private(set) var notes: [ReportNote] = []
  /// The line on which the document starts, from 1.
  private(set) var line = 1
  /// What turns the document into UTF-8; none when it is in UTF-8.
  private(set) var decoder: TextDecoder?

  /// Takes the next bytes; returns those of the document in UTF-8, once its start is found.
  mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) throws(ReportError) -> [UInt8]? {
    if let decoded = decoder?.decode(bytes) {
      held.append(contentsOf: decoded)
    } else {
      held.append(contentsOf: bytes)
    }
    return try start(isLast: false)
  }

  /// Says why no document was found, once all bytes were taken; returns what was held back of one.
  mutating func finish() throws(ReportError) -> [UInt8]? {
    guard !isOver else { return nil }
    if let start = try start(isLast: true) { return start }
    throw held.allSatisfy(isSpace) ? ReportError.empty : ReportError.notXML
  }

  private mutating func start(isLast: Bool) throws(ReportError) -> [UInt8]? {
    guard held.count >= 4 else { return nil }
    if !isSniffed { try sniff() }
    try refuseWhatIsNoText()
    guard let start = documentStart(isLast: isLast) else {
      guard held.count <= XMLPrologue.longest else { throw ReportError.notXML }
      return nil
    }
    let document = held[start...]
    if document.starts(with: "<?xml".utf8.prefix(document.count)) {
      guard
        isLast || document.count > XMLPrologue.longestDeclaration
          || document.contains(UInt8(ascii: ">"))
      else { return nil }
    }
    passOver(held[..<start], before: document)
    isOver = true
    return takeEncoding(of: document)
  }

  // MARK: The start

  /// Where the document starts; none while that is not known.
  ///
  /// The first `<` after a log may be the log's own, so there a root or a declaration is looked for.
  private func documentStart(isLast: Bool) -> Int? {
    guard let first = held.firstIndex(of: UInt8(ascii: "<")) else { return nil }
    let before = held[..<first].drop { XMLPrologue.byteOrderMark.contains($0) }
    guard before.contains(where: { !isSpace($0) }) else { return first }
    for index in held[first...].indices where held[index] == UInt8(ascii: "<") {
      let rest = held[index...]
      if rest.starts(with: "<?xml".utf8) || rest.starts(with: "<testsuite".utf8) { return index }
    }
    return isLast || held.count > XMLPrologue.longest ? first : nil
  }

  private mutating func passOver(_ skipped: ArraySlice<UInt8>, before document: ArraySlice<UInt8>) {
    let text = skipped.drop { XMLPrologue.byteOrderMark.contains($0) }
    if text.contains(where: { !isSpace($0) }) {
      notes.append(ReportNote(line: 1, text: "text before the first element was passed over"))
    } else if !text.isEmpty, document.starts(with: "<?xml".utf8) {
      notes.append(
        ReportNote(line: 1, text: "white space before the XML declaration was passed over")
      )
    }
    line += skipped.count { $0 == UInt8(ascii: "\n") }
  }

  private func refuseWhatIsNoText() throws(ReportError) {
    switch (held[0], held[1]) {
    case (0x1F, 0x8B): throw ReportError.archive("gzip")
    case (0x50, 0x4B) where held[2] < 9: throw ReportError.archive("zip")
    default: break
    }
    // A NUL further on may be one of a test's own output.
    if held.prefix(while: { $0 != UInt8(ascii: "<") }).contains(0) { throw ReportError.binary }
  }

  // MARK: The encoding

  /// Looks for UTF-16 and UTF-32 in the first four bytes.
  ///
  /// Source: XML 1.0, appendix F.
  private mutating func sniff() throws(ReportError) {
    isSniffed = true
    switch (held[0], held[1], held[2], held[3]) {
    case (0xFF, 0xFE, 0, 0), (0, 0, 0xFE, 0xFF), (0, 0, 0, 0x3C), (0x3C, 0, 0, 0):
      throw ReportError.encoding("UTF-32")
    case (0xFE, 0xFF, _, _), (0, 0x3C, _, _): decoder = .utf16(isBigEndian: true)
    case (0xFF, 0xFE, _, _), (0x3C, 0, _, _): decoder = .utf16(isBigEndian: false)
    default: return
    }
    let bytes = held
    held = bytes.withUnsafeBufferPointer { decoder?.decode($0) ?? [] }
  }

  /// Reads the declared encoding, and turns what is held into UTF-8.
  private mutating func takeEncoding(of document: ArraySlice<UInt8>) -> [UInt8] {
    let start = Array(document)
    held = []
    guard decoder == nil, let name = declaredEncoding(of: start) else { return start }
    let plain = plainName(ofEncoding: name)
    if ["utf8", "usascii", "ascii"].contains(plain) { return start }
    guard !["utf16", "utf32", "ucs", "iso10646"].contains(where: plain.hasPrefix) else {
      note("the report says that it is in \(name), which it is not; it was read as UTF-8")
      return start
    }
    decoder = .declared(name)
    if let decoded = start.withUnsafeBufferPointer({ decoder?.decode($0) }) { return decoded }
    note("the encoding \(name), which the report declares, is unknown; it was read as UTF-8")
    return start
  }

  private mutating func note(_ text: String) { notes.append(ReportNote(line: line, text: text)) }

  private func declaredEncoding(of document: [UInt8]) -> String? {
    guard document.starts(with: "<?xml".utf8),
      let end = document.prefix(XMLPrologue.longestDeclaration).firstIndex(of: UInt8(ascii: ">"))
    else { return nil }
    let declaration = String(decoding: document[..<end], as: UTF8.self)
    let parts = declaration.split(omittingEmptySubsequences: false) { $0 == "\"" || $0 == "'" }
    // Every second part is a value, and its name ends the part before it.
    for index in stride(from: 1, to: parts.count, by: 2) {
      let name = parts[index - 1].filter { !$0.isWhitespace && $0 != "=" }
      if name.hasSuffix("encoding"), !parts[index].isEmpty {
        return String(parts[index].prefix(40))
      }
    }
    return nil
  }
}

/// Whether a byte is white space in ASCII.
func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
