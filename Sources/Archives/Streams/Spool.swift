#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Bytes that are kept to be read again: a few in memory, many in a file without a name.
///
/// A class, because it owns the file, which is gone as soon as nobody reads it.
final class Spool {
  static let mostInMemory = 1 << 20

  private let limit: UInt64
  private var count: UInt64 = 0
  private var memory: [UInt8] = []
  private var file: FileStorage?

  init(limit: UInt64) { self.limit = limit }

  /// Keeps all bytes of a stream.
  static func keeping(_ stream: any ByteStream, limit: UInt64) throws(ArchiveError) -> ByteWindow {
    let spool = Spool(limit: limit)
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try stream.read(into: buffer)
      if count == 0 { return spool.window }
      try spool.append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// What was kept so far.
  var window: ByteWindow {
    ByteWindow(file ?? MemoryStorage(memory), count: count)
  }

  /// Keeps more bytes.
  func append(_ bytes: UnsafeRawBufferPointer) throws(ArchiveError) {
    guard count + UInt64(bytes.count) <= limit else {
      throw ArchiveError.tooLargeToKeep(limit: limit)
    }
    if let file {
      try file.append(bytes)
    } else if memory.count + bytes.count <= Spool.mostInMemory {
      memory += bytes
    } else {
      try moveToFile().append(bytes)
    }
    count += UInt64(bytes.count)
  }

  private func moveToFile() throws(ArchiveError) -> FileStorage {
    let file = try FileStorage.anonymous()
    try memory.withUnsafeBufferPointer { (bytes) throws(ArchiveError) in
      try file.append(UnsafeRawBufferPointer(bytes))
    }
    memory = []
    self.file = file
    return file
  }
}

extension FileStorage {
  fileprivate func append(_ bytes: UnsafeRawBufferPointer) throws(ArchiveError) {
    var rest = bytes
    while !rest.isEmpty {
      let written = write(descriptor, rest.baseAddress, rest.count)
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw ArchiveError.cannotKeep(reason: systemReason()) }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
    }
  }

  /// A new file that nobody else can open, and that is gone when it is closed or the process ends.
  static func anonymous() throws(ArchiveError) -> FileStorage {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? P_tmpdir
    var template = Array("\(folder)/evenkeel-XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw ArchiveError.cannotKeep(reason: "\(systemReason()) in \(folder)")
    }
    unlink(template)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return FileStorage(descriptor: descriptor)
  }
}
