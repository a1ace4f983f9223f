/// Bytes that are pulled in their order, once.
///
/// After it threw, it throws the same again. A class, because a stream is a position that several
/// layers share.
protocol ByteStream: AnyObject {
  /// Reads up to as many bytes as the buffer holds.
  ///
  /// - Returns: how many it read; 0 at the end, and for an empty buffer.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int

  /// Passes over bytes.
  ///
  /// - Returns: how many there were, up to `count`.
  func skip(_ count: UInt64) throws(ArchiveError) -> UInt64
}

extension ByteStream {
  func skip(_ count: UInt64) throws(ArchiveError) -> UInt64 {
    guard count > 0 else { return 0 }
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    defer { scratch.deallocate() }
    var skipped: UInt64 = 0
    while skipped < count {
      let wanted = Int(min(UInt64(scratch.count), count - skipped))
      let read = try read(into: UnsafeMutableRawBufferPointer(rebasing: scratch[..<wanted]))
      guard read > 0 else { break }
      skipped += UInt64(read)
    }
    return skipped
  }

  /// Passes over all that is left, so that what checks itself at its end does.
  func drain() throws(ArchiveError) { _ = try skip(.max) }

  /// Reads up to `count` bytes, fewer only at the end.
  func bytes(_ count: Int) throws(ArchiveError) -> [UInt8] {
    let (bytes, failure) = bytesBeforeFailure(count)
    if let failure { throw failure }
    return bytes
  }

  /// Reads up to `count` bytes, fewer at the end or where reading fails.
  func bytesBeforeFailure(_ count: Int) -> ([UInt8], ArchiveError?) {
    var failure: ArchiveError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(ArchiveError) {
        while filled < count {
          let rest = UnsafeMutableRawBufferPointer(
            UnsafeMutableBufferPointer(rebasing: buffer[filled...])
          )
          let read = try self.read(into: rest)
          guard read > 0 else { break }
          filled += read
        }
      } catch { failure = error }
    }
    return (bytes, failure)
  }
}
