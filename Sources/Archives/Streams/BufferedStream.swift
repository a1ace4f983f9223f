/// A stream from which small pieces are read.
final class BufferedStream: ByteStream {
  private let rest: any ByteStream
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 32_768, alignment: 16)
  private var unread = 0..<0

  init(_ stream: any ByteStream) { rest = stream }

  deinit { buffer.deallocate() }

  func read(into output: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    if unread.isEmpty { unread = 0..<(try rest.read(into: buffer)) }
    let count = min(unread.count, output.count)
    let part = unread.prefix(count)
    output.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[part]))
    unread = unread.dropFirst(count)
    return count
  }
}
