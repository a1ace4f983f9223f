/// The bytes of an entry, which can be read again where they are kept or lie in storage.
///
/// A class, because what was read cannot be read again.
final class EntryContent {
  private let source: ContentSource
  private let limits: ArchiveLimits
  private let meter: ExpansionMeter
  private var first: PeekedStream?
  private var kept: Kept?

  private struct Kept {
    var bytes: ByteWindow
    var failure: ArchiveError?
  }

  /// Creates the content from a source of which the first bytes were looked at already.
  init(
    _ source: ContentSource,
    openedAs first: PeekedStream,
    limits: ArchiveLimits,
    meter: ExpansionMeter
  ) {
    self.source = source
    self.limits = limits
    self.meter = meter
    self.first = first
  }

  func forEachPiece(
    keeping: Bool,
    _ receive: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    if let kept {
      try pump(WindowStream(kept.bytes), into: nil, receive)
      if let failure = kept.failure { throw failure }
    } else if let first {
      self.first = nil
      try pump(first, into: keeping ? newSpool() : nil, receive)
    } else if source.isRereadable {
      try pump(try source.open(meter.unused()), into: nil, receive)
    } else {
      throw ArchiveError.gonePast
    }
  }

  /// Where bytes are kept: all that cannot be opened again, and of what would be unpacked again as
  /// much as fits into memory.
  private func newSpool() -> Spool? {
    guard source.isRereadable else { return Spool(limit: limits.keptBytes) }
    return source.hasChecksum ? Spool(limit: UInt64(Spool.mostInMemory)) : nil
  }

  private func pump(
    _ stream: any ByteStream,
    into newSpool: Spool?,
    _ receive: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    var spool = newSpool
    let size = UInt64(ArchiveEntry.pieceSize)
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: Int(max(1, min(size, source.window?.count ?? size))),
      alignment: 16
    )
    defer { buffer.deallocate() }
    while true {
      let count: Int
      do throws(ArchiveError) {
        count = try stream.read(into: buffer)
      } catch {
        if let spool { kept = Kept(bytes: spool.window, failure: error) }
        throw error
      }
      guard count > 0 else { break }
      let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      do throws(ArchiveError) {
        try spool?.append(piece)
      } catch {
        guard source.isRereadable else { throw error }
        spool = nil
      }
      try receive(piece.assumingMemoryBound(to: UInt8.self))
    }
    if let spool { kept = Kept(bytes: spool.window) }
  }
}
