#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Bytes that are read at any position, by several threads at once.
protocol ByteStorage: AnyObject, Sendable {
  /// Reads up to as many bytes as the buffer holds; 0 at the end.
  func read(at position: UInt64, into buffer: UnsafeMutableRawBufferPointer)
    throws(ArchiveError) -> Int
}

/// An open file.
///
/// A class, because it closes the file when nobody needs it.
final class FileStorage: ByteStorage {
  let descriptor: Int32

  /// Takes over a file descriptor.
  init(descriptor: Int32) { self.descriptor = descriptor }

  convenience init(path: String) throws(ArchiveError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? ArchiveError.missing : .unreadable(reason: systemReason())
    }
    self.init(descriptor: descriptor)
  }

  deinit { close(descriptor) }

  /// The size of a regular file; none for pipes, terminals and devices.
  func size() throws(ArchiveError) -> UInt64? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw ArchiveError.unreadable(reason: systemReason())
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return UInt64(max(0, status.st_size))
    case S_IFDIR: throw ArchiveError.unreadable(reason: "it is a folder")
    default: return nil
    }
  }

  func read(at position: UInt64, into buffer: UnsafeMutableRawBufferPointer)
    throws(ArchiveError) -> Int
  {
    guard let position = off_t(exactly: position) else { return 0 }
    while true {
      let count = pread(descriptor, buffer.baseAddress, buffer.count, position)
      if count >= 0 { return count }
      guard errno == EINTR else { throw ArchiveError.unreadable(reason: systemReason()) }
    }
  }
}

/// Bytes in memory.
///
/// A class, because storage is shared.
final class MemoryStorage: ByteStorage {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func read(at position: UInt64, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard position < UInt64(bytes.count) else { return 0 }
    let rest = bytes[Int(position)...].prefix(buffer.count)
    buffer.copyBytes(from: rest)
    return rest.count
  }
}

/// What the system says of the call that failed last.
func systemReason() -> String { String(cString: strerror(errno)) }
