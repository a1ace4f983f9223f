/// A stream whose first bytes were looked at and are still to be read.
final class PeekedStream: ByteStream {
  /// The first bytes, as many as tell what they are.
  let head: [UInt8]
  private let rest: any ByteStream
  private var position = 0
  private var failure: ArchiveError?

  /// Looks at a stream; what it throws is thrown where it is read, behind the bytes before it.
  init(_ stream: any ByteStream) {
    rest = stream
    (head, failure) = stream.bytesBeforeFailure(ContentKind.headSize)
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    let part = head[position...].prefix(buffer.count)
    buffer.copyBytes(from: part)
    position += part.count
    if part.count == buffer.count { return part.count }
    if let failure {
      if part.isEmpty { throw failure }
      return part.count
    }
    do {
      return part.count
        + (try rest.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[part.count...])))
    } catch {
      if part.isEmpty { throw error }
      failure = error
      return part.count
    }
  }
}
