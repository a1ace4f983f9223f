/// A member of a tar archive.
struct TarMember {
  let name: [UInt8]
  let size: UInt64
  let isFile: Bool
  /// Whether its bytes are those of a file without its holes.
  let isSparse: Bool
}

/// Reads a tar archive member by member.
///
/// A class, because it is a position in a stream.
final class TarReader {
  /// The bytes of a header for the next member that are believed.
  private static let longestExtension: UInt64 = 1 << 20

  private let stream: any ByteStream
  /// The archive where it lies in storage, so that its members can be read again.
  private let window: ByteWindow?
  /// The bytes behind the header of the current member that are still to be read or passed over,
  /// and those that fill up its last block.
  private var unread: UInt64 = 0
  private var padding: UInt64 = 0
  private var position: UInt64 = 0
  private weak var current: TarMemberStream?

  init(_ stream: any ByteStream, window: ByteWindow?) {
    self.stream = stream
    self.window = window
  }

  /// Goes on to the next member; nothing at the end of the archive.
  func next() throws(ArchiveError) -> TarMember? {
    try passCurrent()
    var longName: [UInt8]?
    var pax: PaxRecords?
    while let header = try nextHeader() {
      switch header.kind {
      case .pax: pax = PaxRecords(try extensionBytes(header))
      case .longName: longName = Array(try extensionBytes(header).prefix { $0 != 0 })
      default:
        return try begin(header, name: pax?.path ?? longName ?? header.name, pax)
      }
    }
    return nil
  }

  /// The bytes of the member that `next` returned last.
  func content(of member: TarMember) -> ContentSource {
    if let part = window?.slice(from: position, count: member.size) { return ContentSource(part) }
    let content = TarMemberStream(self)
    current = content
    return ContentSource(once: content)
  }

  /// Passes over what fills up the archive, so that what is around it checks itself.
  func finish() throws(ArchiveError) { try stream.drain() }

  fileprivate func readMember(into buffer: UnsafeMutableRawBufferPointer)
    throws(ArchiveError) -> Int
  {
    let wanted = Int(min(UInt64(buffer.count), unread))
    guard wanted > 0 else { return 0 }
    let count = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]))
    guard count > 0 else { throw ArchiveError.truncated(.tar, after: position) }
    position += UInt64(count)
    unread -= UInt64(count)
    return count
  }

  private func begin(_ header: TarHeader, name: [UInt8], _ pax: PaxRecords?)
    throws(ArchiveError) -> TarMember
  {
    let size = header.kind == .withoutData ? 0 : pax?.size ?? header.dataSize
    try begin(size)
    // The oldest programs tell a folder by its name only.
    let isFolder = name.last == UInt8(ascii: "/")
    return TarMember(
      name: name,
      size: size,
      isFile: (header.kind == .file || header.isSparse) && !isFolder,
      isSparse: header.isSparse || pax?.isSparse == true
    )
  }

  private func begin(_ size: UInt64) throws(ArchiveError) {
    // No position is near the end of what 64 bits count.
    guard size < 1 << 60, position < 1 << 60 else {
      throw ArchiveError.corrupt(.tar, reason: "a member has an impossible size")
    }
    unread = size
    padding = (512 - size % 512) % 512
  }

  private func passCurrent() throws(ArchiveError) {
    current?.isGone = true
    current = nil
    let skipped = try stream.skip(unread + padding)
    position += skipped
    // What fills up the last block of the last member may be missing.
    guard skipped >= unread else { throw ArchiveError.truncated(.tar, after: position) }
    (unread, padding) = (0, 0)
  }

  private func nextHeader() throws(ArchiveError) -> TarHeader? {
    let bytes = try stream.bytes(TarHeader.size)
    position += UInt64(bytes.count)
    // The end is two blocks of zeros; one is enough to know.
    guard let block = TarHeader.Block(bytes) else {
      throw ArchiveError.truncated(.tar, after: position)
    }
    if block.isZero { return nil }
    guard let header = TarHeader(block) else {
      throw ArchiveError.corrupt(.tar, reason: "there is no header at byte \(position - 512)")
    }
    if case .sparse(isExtended: true) = header.kind { try passSparseMap() }
    return header
  }

  /// Passes over the blocks that tell where the holes are.
  private func passSparseMap() throws(ArchiveError) {
    var isExtended = true
    while isExtended {
      guard let block = TarHeader.Block(try stream.bytes(TarHeader.size)) else {
        throw ArchiveError.truncated(.tar, after: position)
      }
      position += UInt64(TarHeader.size)
      isExtended = block[504] != 0
    }
  }

  /// Reads the bytes behind a header that tells of the next member.
  private func extensionBytes(_ header: TarHeader) throws(ArchiveError) -> [UInt8] {
    guard header.dataSize <= TarReader.longestExtension else {
      throw ArchiveError.corrupt(.tar, reason: "a header has more than a mebibyte")
    }
    try begin(header.dataSize)
    let bytes = try stream.bytes(Int(header.dataSize))
    position += UInt64(bytes.count)
    unread -= UInt64(bytes.count)
    try passCurrent()
    return bytes
  }
}

extension TarHeader {
  fileprivate var isSparse: Bool {
    if case .sparse = kind { true } else { false }
  }
}

/// The bytes of one member, up to where the reader goes on.
final class TarMemberStream: ByteStream {
  fileprivate var isGone = false
  private let reader: TarReader

  fileprivate init(_ reader: TarReader) { self.reader = reader }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    guard !isGone else { throw ArchiveError.gonePast }
    return try reader.readMember(into: buffer)
  }
}
