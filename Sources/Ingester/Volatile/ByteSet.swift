/// A set of bytes below 128, which is two words.
struct ByteSet: Sendable {
  private let low: UInt64
  private let high: UInt64

  init() { self.init(low: 0, high: 0) }

  @inline(__always)
  init(_ character: Unicode.Scalar) { self.init(byte: UInt8(truncatingIfNeeded: character.value)) }

  /// A set of one byte below 128; of none above.
  @inline(__always)
  init(byte: UInt8) {
    guard byte < 128 else {
      self.init(low: 0, high: 0)
      return
    }
    let value = UInt64(byte)
    self.init(low: value < 64 ? 1 &<< value : 0, high: value < 64 ? 0 : 1 &<< (value & 63))
  }

  @inline(__always)
  private init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }

  @inline(__always)
  static func | (first: ByteSet, second: ByteSet) -> ByteSet {
    ByteSet(low: first.low | second.low, high: first.high | second.high)
  }

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    guard byte < 128 else { return false }
    return (byte < 64 ? low : high) &>> UInt64(byte & 63) & 1 != 0
  }
}
