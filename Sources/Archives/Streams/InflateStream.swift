import CZlib

/// What deflate packed, unpacked with zlib while it is read.
final class InflateStream: ByteStream {
  /// What is around the compressed data.
  enum Wrapping {
    /// Members with headers and checksums, one behind the other.
    case gzip
    /// Nothing.
    case none
  }

  private static let inputSize = 65_536

  private let source: any ByteStream
  private let wrapping: Wrapping
  private let meter: ExpansionMeter
  private let zlib: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var received: UInt64 = 0
  private var sourceIsOver = false
  private var sourceFailure: ArchiveError?
  private var memberIsOver = false
  private var isOver = false
  private var failure: ArchiveError?

  init(_ source: any ByteStream, _ wrapping: Wrapping, _ meter: ExpansionMeter)
    throws(ArchiveError)
  {
    self.source = source
    self.wrapping = wrapping
    self.meter = meter
    zlib = .allocate(capacity: 1)
    zlib.initialize(to: z_stream())
    input = .allocate(byteCount: InflateStream.inputSize, alignment: 16)
    // Negative bits mean no wrapping; 16 more than the bits of the window, gzip's.
    let windowBits: Int32 = wrapping == .gzip ? 15 + 16 : -15
    guard czlib_start_inflating(zlib, windowBits) == Z_OK else {
      throw ArchiveError.unreadable(reason: "there is no memory to unpack it")
    }
  }

  deinit {
    inflateEnd(zlib)
    zlib.deallocate()
    input.deallocate()
  }

  /// The compressed bytes that were used so far.
  var consumed: UInt64 { received - UInt64(zlib.pointee.avail_in) }

  private var form: ArchiveForm { wrapping == .gzip ? .gzip : .zip }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    if let failure { throw failure }
    var produced = 0
    do throws(ArchiveError) {
      while produced < buffer.count, !isOver, failure == nil {
        let count = try step(UnsafeMutableRawBufferPointer(rebasing: buffer[produced...]))
        try meter.charge(count)
        produced += count
      }
    } catch {
      failure = error
      // What came before the break goes out first.
      if produced == 0 || error.endsWalk { throw error }
    }
    return produced
  }

  /// Unpacks what the input at hand gives.
  private func step(_ output: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
    if zlib.pointee.avail_in == 0 { refill() }
    if memberIsOver {
      try beginNextMember()
      return 0
    }
    let room = uInt(clamping: output.count)
    zlib.pointee.next_out = output.baseAddress?.assumingMemoryBound(to: Bytef.self)
    zlib.pointee.avail_out = room
    let before = zlib.pointee.avail_in
    let status = inflate(zlib, Z_NO_FLUSH)
    let count = Int(room - zlib.pointee.avail_out)
    switch status {
    case Z_OK, Z_BUF_ERROR:
      guard count > 0 || zlib.pointee.avail_in < before else {
        throw sourceFailure ?? .truncated(form, after: consumed)
      }
    case Z_STREAM_END:
      memberIsOver = true
      isOver = wrapping == .none
    default: failure = damage
    }
    if count == 0, let failure { throw failure }
    return count
  }

  private var damage: ArchiveError {
    guard let message = zlib.pointee.msg else {
      return .corrupt(form, reason: "it cannot be unpacked")
    }
    let reason = String(cString: message)
    return reason == "incorrect data check" || reason == "incorrect length check"
      ? .checksumMismatch(form) : .corrupt(form, reason: "\(reason) at byte \(consumed)")
  }

  /// Takes more input; where there is none, zlib may still have output to give.
  private func refill() {
    guard !sourceIsOver else { return }
    var count = 0
    do throws(ArchiveError) { count = try source.read(into: input) } catch { sourceFailure = error }
    sourceIsOver = count == 0
    received += UInt64(count)
    zlib.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: Bytef.self)
    zlib.pointee.avail_in = uInt(clamping: count)
  }

  /// Goes on behind the end of a member of a gzip stream, where another one, the end, or the zeros
  /// that fill up a block may follow.
  private func beginNextMember() throws(ArchiveError) {
    let rest = UnsafeBufferPointer(start: zlib.pointee.next_in, count: Int(zlib.pointee.avail_in))
    guard !rest.isEmpty else {
      if let sourceFailure { throw sourceFailure }
      isOver = true
      return
    }
    let zeros = rest.prefix { $0 == 0 }.count
    zlib.pointee.next_in += zeros
    zlib.pointee.avail_in -= uInt(zeros)
    guard zeros < rest.count else { return }
    guard rest[zeros] == 0x1F else {
      throw ArchiveError.corrupt(form, reason: "other bytes follow its end")
    }
    inflateReset(zlib)
    memberIsOver = false
  }
}
