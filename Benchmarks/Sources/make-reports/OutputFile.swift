#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// A file that is written from its start, in large pieces.
struct OutputFile: ~Copyable {
  /// The bytes that were appended so far.
  private(set) var size = 0

  private let path: String
  private let descriptor: Int32
  private var pending: [UInt8] = []
  private static let pieceSize = 1 << 20

  init(at path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputError(path: path, reason: reasonOfLastError()) }
    pending.reserveCapacity(Self.pieceSize)
  }

  deinit { close(descriptor) }

  mutating func append(_ text: StaticString) throws {
    try append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) throws {
    if pending.count + bytes.count > Self.pieceSize { try flush() }
    pending.append(contentsOf: bytes)
    size += bytes.count
  }

  /// Appends a number of no sign with at least `digits` digits.
  mutating func append(_ number: Int, digits: Int = 1) throws {
    var rest = number.magnitude
    try withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { buffer in
      var start = 20
      while rest > 0 || 20 - start < digits {
        start -= 1
        buffer[start] = UInt8(ascii: "0") + UInt8(rest % 10)
        rest /= 10
      }
      try append(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(buffer)[start...]))
    }
  }

  mutating func flush() throws {
    var written = 0
    while written < pending.count {
      let count = pending.withUnsafeBytes { bytes in
        write(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw OutputError(path: path, reason: reasonOfLastError()) }
      written += count
    }
    pending.removeAll(keepingCapacity: true)
  }
}

/// Why a file cannot be written.
struct OutputError: Error, CustomStringConvertible {
  var path: String
  var reason: String

  var description: String { "\(path) cannot be written: \(reason)." }
}

private func reasonOfLastError() -> String { String(cString: strerror(errno)) }
