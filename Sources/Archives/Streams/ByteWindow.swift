/// A range of bytes in storage, which is read at any position.
struct ByteWindow: Sendable {
  let storage: any ByteStorage
  let start: UInt64
  let count: UInt64

  init(_ storage: any ByteStorage, start: UInt64 = 0, count: UInt64) {
    self.storage = storage
    self.start = start
    self.count = count
  }

  /// A file, the whole of it; none where it is no regular file.
  init?(_ file: FileStorage) throws(ArchiveError) {
    guard let size = try file.size() else { return nil }
    self.init(file, count: size)
  }

  /// A part of it; none where it does not have all of that.
  func slice(from position: UInt64, count part: UInt64) -> ByteWindow? {
    guard position <= count, part <= count - position else { return nil }
    return ByteWindow(storage, start: start + position, count: part)
  }

  /// What follows a position.
  func suffix(from position: UInt64) -> ByteWindow {
    let position = min(position, count)
    return ByteWindow(storage, start: start + position, count: count - position)
  }

  /// Reads up to `count` bytes at a position, fewer only at the end.
  func bytes(at position: UInt64, _ count: Int) throws(ArchiveError) -> [UInt8] {
    let part = suffix(from: position)
    return try WindowStream(part).bytes(Int(min(UInt64(count), part.count)))
  }
}

/// The bytes of a window in their order.
final class WindowStream: ByteStream {
  private let window: ByteWindow
  private var position: UInt64 = 0

  init(_ window: ByteWindow) { self.window = window }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    let wanted = Int(min(UInt64(buffer.count), window.count - position))
    guard wanted > 0 else { return 0 }
    let count = try window.storage.read(
      at: window.start + position,
      into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
    )
    guard count > 0 else {
      throw ArchiveError.unreadable(reason: "it became shorter while it was read")
    }
    position += UInt64(count)
    return count
  }

  func skip(_ count: UInt64) -> UInt64 {
    let skipped = min(count, window.count - position)
    position += skipped
    return skipped
  }
}
