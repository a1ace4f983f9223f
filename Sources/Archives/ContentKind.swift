/// What bytes are, as told by how they begin and never by a name.
enum ContentKind {
  case plain
  case packed(ArchiveForm)
  case unread(UnreadForm)

  /// The bytes that tell.
  static let headSize = TarHeader.size

  init(head: ArraySlice<UInt8>) {
    if let form = ContentKind.magic.first(where: { head.starts(with: $0.bytes) })?.kind {
      self = form
    } else if ContentKind.isBzip2(head) {
      self = .unread(.bzip2)
    } else if let block = TarHeader.Block(head), block.hasValidChecksum {
      self = .packed(.tar)
    } else {
      self = .plain
    }
  }

  private static let magic: [(bytes: [UInt8], kind: ContentKind)] = [
    ([0x1F, 0x8B], .packed(.gzip)),
    (Array("PK\u{3}\u{4}".utf8), .packed(.zip)),
    (Array("PK\u{5}\u{6}".utf8), .packed(.zip)),
    (Array("PK\u{6}\u{6}".utf8), .packed(.zip)),
    // An archive in parts that turned out to need only one begins with a marker.
    (Array("PK\u{7}\u{8}PK\u{3}\u{4}".utf8), .packed(.zip)),
    (Array("PK00PK\u{3}\u{4}".utf8), .packed(.zip)),
    ([0x28, 0xB5, 0x2F, 0xFD], .unread(.zstandard)),
    ([0xFD] + Array("7zXZ\0".utf8), .unread(.xz)),
    (Array("7z".utf8) + [0xBC, 0xAF, 0x27, 0x1C], .unread(.sevenZip)),
    (Array("Rar!\u{1A}\u{7}".utf8), .unread(.rar)),
    ([0x04, 0x22, 0x4D, 0x18], .unread(.lz4)),
    ([0x1F, 0x9D], .unread(.compress)),
  ]

  /// "BZh", a level, and the number pi at the start of a block or the root of it at the end.
  private static func isBzip2(_ head: ArraySlice<UInt8>) -> Bool {
    let block: [UInt8] = [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]
    let end: [UInt8] = [0x17, 0x72, 0x45, 0x38, 0x50, 0x90]
    let rest = head.dropFirst(4)
    return head.starts(with: Array("BZh".utf8))
      && (rest.starts(with: block) || rest.starts(with: end))
  }
}
