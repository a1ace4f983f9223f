import Foundation

/// The UTF-8 of a text, which may be looked at before its start and after its end: there is nothing
/// but zeros there.
///
/// Valid only as long as the buffer it was made of.
struct TextBytes {
  private let base: UnsafeBufferPointer<UInt8>

  init(_ base: UnsafeBufferPointer<UInt8>) { self.base = base }

  var count: Int { base.count }

  @inline(__always)
  subscript(_ index: Int) -> UInt8 {
    index >= 0 && index < base.count ? base[index] : 0
  }

  /// The bytes of a part, which is cut to what there is.
  subscript(_ range: Range<Int>) -> Slice<UnsafeBufferPointer<UInt8>> {
    base[range.clamped(to: 0..<base.count)]
  }

  /// The part as text.
  func text(_ range: Range<Int>) -> String { String(decoding: self[range], as: UTF8.self) }

  /// The place itself, or the start of the character that it is in the middle of.
  func characterStart(_ index: Int) -> Int {
    var index = index
    while index > 0, self[index] & 0xC0 == 0x80 { index -= 1 }
    return index
  }

  /// Whether a word stands at a place.
  @inline(__always)
  func has(_ word: StaticString, at index: Int) -> Bool {
    guard index >= 0, index <= base.count &- word.utf8CodeUnitCount else { return false }
    for offset in 0..<word.utf8CodeUnitCount where base[index &+ offset] != word.utf8Start[offset] {
      return false
    }
    return true
  }

  /// Whether a word stands before a place.
  @inline(__always)
  func has(_ word: StaticString, before index: Int) -> Bool {
    has(word, at: index &- word.utf8CodeUnitCount)
  }

  /// Where the bytes that belong end, from `start` on.
  @inline(__always)
  func end(from start: Int, limit: Int = .max, while belongs: (UInt8) -> Bool) -> Int {
    let stop = limit < base.count &- start ? start &+ limit : base.count
    var index = start
    while index < stop, belongs(base[index]) { index &+= 1 }
    return index
  }

  /// Where the bytes that belong start, before `end` and not before `floor`.
  @inline(__always)
  func start(before end: Int, floor: Int, while belongs: (UInt8) -> Bool) -> Int {
    var index = end
    while index > floor, belongs(self[index &- 1]) { index &-= 1 }
    return index
  }

  /// The first place from `start` on that holds one of the bytes.
  @inline(__always)
  func firstIndex(from start: Int, of set: ByteSet) -> Int? {
    var index = start
    while index < base.count {
      if set.contains(base[index]) { return index }
      index &+= 1
    }
    return nil
  }

  /// Where the line that holds a place ends.
  func lineEnd(from start: Int) -> Int { firstIndex(from: start, of: 10) ?? max(start, count) }

  /// The first place from `start` on that holds a byte.
  func firstIndex(from start: Int, of byte: UInt8) -> Int? {
    guard start >= 0, start < count, let first = base.baseAddress,
      let found = memchr(first + start, Int32(byte), count - start)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(first)
  }
}

extension UInt8 {
  @inline(__always) var isDigit: Bool { self &- 48 < 10 }
  @inline(__always) var isLetter: Bool { (self | 0x20) &- 97 < 26 }
  @inline(__always) var isUppercase: Bool { self &- 65 < 26 }
  @inline(__always) var isLowercase: Bool { self &- 97 < 26 }
  @inline(__always) var isAlphanumeric: Bool { isDigit || isLetter }
  @inline(__always) var isHexDigit: Bool { isDigit || (self | 0x20) &- 97 < 6 }
  /// Whether a name of a programming language may hold the byte.
  @inline(__always) var isWord: Bool { isDigit || isLetter || self == UInt8(ascii: "_") }
  @inline(__always) var isSpace: Bool { self == 0x20 || self &- 0x09 < 5 }
}
