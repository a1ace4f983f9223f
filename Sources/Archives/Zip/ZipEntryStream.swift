import CZlib

/// The bytes of an entry of a zip archive, checked at their end.
final class ZipEntryStream: ByteStream {
  private let content: any ByteStream
  private let expected: (size: UInt64, checksum: UInt32)?
  private(set) var size: UInt64 = 0
  private(set) var checksum: UInt32 = 0
  private var failure: ArchiveError?

  /// Creates a stream.
  ///
  /// - Parameters:
  ///   - content: the entry's bytes.
  ///   - expected: what they must come to; nothing where only what follows them tells.
  init(_ content: any ByteStream, expected: (size: UInt64, checksum: UInt32)?) {
    self.content = content
    self.expected = expected
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    if let failure { throw failure }
    guard !buffer.isEmpty else { return 0 }
    do throws(ArchiveError) {
      let count = try content.read(into: buffer)
      let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
      size += UInt64(count)
      checksum = UInt32(
        truncatingIfNeeded: crc32_z(
          uLong(checksum),
          bytes.baseAddress?.assumingMemoryBound(to: Bytef.self),
          count
        )
      )
      if let expected { try check(expected, isOver: count == 0) }
      return count
    } catch {
      failure = error
      throw error
    }
  }

  private func check(_ expected: (size: UInt64, checksum: UInt32), isOver: Bool)
    throws(ArchiveError)
  {
    guard size <= expected.size, !isOver || size == expected.size else {
      throw ArchiveError.corrupt(.zip, reason: "an entry has not the size that its directory says")
    }
    guard !isOver || checksum == expected.checksum else {
      throw ArchiveError.checksumMismatch(.zip)
    }
  }
}
