#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// What came through a file descriptor, kept so that it can be told and read again.
///
/// A few bytes are kept in memory, many in a file without a name, which is gone with the last copy of
/// this. A redirected file is read where it is.
public struct SpooledInput: Sendable {
  let window: ByteWindow

  /// The bytes that came.
  public var count: UInt64 { window.count }
}

extension SpooledInput {
  /// Reads all of an input.
  ///
  /// - Parameters:
  ///   - fileDescriptor: the input, such as 0 for standard input; it stays open.
  ///   - limits: how many bytes are kept.
  /// - Throws: `ArchiveError` when it cannot be read, cannot be kept, or is too large.
  public init(fileDescriptor: Int32, limits: ArchiveLimits = .standard) throws(ArchiveError) {
    let copy = fcntl(fileDescriptor, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw ArchiveError.unreadable(reason: systemReason()) }
    let file = FileStorage(descriptor: copy)
    if let whole = try ByteWindow(file) {
      let position = lseek(copy, 0, SEEK_CUR)
      self.init(window: whole.suffix(from: UInt64(max(0, position))))
    } else {
      self.init(window: try Spool.keeping(PipeStream(file), limit: limits.keptBytes))
    }
  }
}

/// The bytes of a pipe, a terminal or a device.
final class PipeStream: ByteStream {
  private let file: FileStorage

  init(_ file: FileStorage) { self.file = file }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    while true {
      let count = systemRead(file.descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw ArchiveError.unreadable(reason: systemReason()) }
    }
  }
}

/// `read(2)`, which a method of the same name hides.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int
{
  read(descriptor, bytes, count)
}
