/// XXH64, the xxHash of 64 bits, of bytes that come in pieces: a short, stable name for them.
///
/// Source: Yann Collet, "xxHash fast digest algorithm", version 0.1.1, section "XXH64 Algorithm
/// Description". It names; it protects nothing. The pieces do not matter, only the bytes.
public struct XXHash64: Sendable {
  /// The bytes that are taken in one step.
  private static let stripe = 32

  private let seed: UInt64
  private var lanes: XXHash64Lanes
  private var pending: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var pendingCount = 0
  private var count: UInt64 = 0

  /// Creates the hash of no bytes.
  public init(seed: UInt64 = 0) {
    self.seed = seed
    lanes = XXHash64Lanes(seed: seed)
  }

  /// Adds bytes.
  public mutating func update(_ bytes: UnsafeBufferPointer<UInt8>) {
    var rest = UnsafeRawBufferPointer(bytes)
    count &+= UInt64(rest.count)
    if pendingCount > 0 || rest.count < XXHash64.stripe {
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(keep(rest)))
      guard pendingCount == XXHash64.stripe else { return }
      pendingCount = 0
      let full = pending
      withUnsafeBytes(of: full) { lanes.mix($0) }
    }
    lanes.mix(rest)
    _ = keep(UnsafeRawBufferPointer(rebasing: rest.suffix(rest.count % XXHash64.stripe)))
  }

  /// The hash of all bytes so far; more may follow.
  public func finish() -> UInt64 {
    let isShort = count < UInt64(XXHash64.stripe)
    let start = isShort ? seed &+ XXHash64Prime.fifth : lanes.merged
    return withUnsafeBytes(of: pending) { bytes in
      finishXXHash64(
        start &+ count,
        tail: UnsafeRawBufferPointer(rebasing: bytes[..<pendingCount])
      )
    }
  }

  /// The hash in 16 hexadecimal digits.
  public var text: String { hexadecimal(finish()) }

  /// Keeps bytes until a stripe is full; says how many it took.
  private mutating func keep(_ bytes: UnsafeRawBufferPointer) -> Int {
    let start = pendingCount
    let taken = min(XXHash64.stripe - start, bytes.count)
    guard taken > 0 else { return 0 }
    withUnsafeMutableBytes(of: &pending) { kept in
      UnsafeMutableRawBufferPointer(rebasing: kept[start...]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: bytes.prefix(taken))
      )
    }
    pendingCount += taken
    return taken
  }
}

/// The XXH64 hash of bytes.
///
/// Source: Yann Collet, "xxHash fast digest algorithm", section XXH64. It names; it protects nothing.
@inlinable
public func xxHash64(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64 = 0) -> UInt64 {
  let raw = UnsafeRawBufferPointer(bytes)
  let whole = raw.count & ~31
  var hash = seed &+ XXHash64Prime.fifth
  if whole > 0 {
    var lanes = XXHash64Lanes(seed: seed)
    lanes.mix(raw)
    hash = lanes.merged
  }
  return finishXXHash64(
    hash &+ UInt64(raw.count),
    tail: UnsafeRawBufferPointer(rebasing: raw[whole...])
  )
}

/// The primes of XXH64.
@usableFromInline
enum XXHash64Prime {
  @usableFromInline static let first: UInt64 = 0x9E37_79B1_85EB_CA87
  @usableFromInline static let second: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  @usableFromInline static let third: UInt64 = 0x1656_67B1_9E37_79F9
  @usableFromInline static let fourth: UInt64 = 0x85EB_CA77_C2B2_AE63
  @usableFromInline static let fifth: UInt64 = 0x27D4_EB2F_1656_67C5
}

@inlinable @inline(__always)
func rotated(_ value: UInt64, by bits: UInt64) -> UInt64 {
  (value &<< bits) | (value &>> (64 - bits))
}

@inlinable @inline(__always)
func xxHash64Round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
  rotated(lane &+ word &* XXHash64Prime.second, by: 31) &* XXHash64Prime.first
}

@inlinable @inline(__always)
func littleEndianWord(_ raw: UnsafeRawBufferPointer, at position: Int) -> UInt64 {
  UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
}

/// The four lanes, which do not wait for each other.
@usableFromInline
struct XXHash64Lanes: Sendable {
  @usableFromInline var a, b, c, d: UInt64

  @inlinable
  init(seed: UInt64) {
    a = seed &+ XXHash64Prime.first &+ XXHash64Prime.second
    b = seed &+ XXHash64Prime.second
    c = seed
    d = seed &- XXHash64Prime.first
  }

  /// Mixes in all whole stripes of 32 bytes.
  @inlinable @inline(__always)
  mutating func mix(_ raw: UnsafeRawBufferPointer) {
    var (a, b, c, d) = (a, b, c, d)
    var position = 0
    while position + 32 <= raw.count {
      a = xxHash64Round(a, littleEndianWord(raw, at: position))
      b = xxHash64Round(b, littleEndianWord(raw, at: position + 8))
      c = xxHash64Round(c, littleEndianWord(raw, at: position + 16))
      d = xxHash64Round(d, littleEndianWord(raw, at: position + 24))
      position += 32
    }
    (self.a, self.b, self.c, self.d) = (a, b, c, d)
  }

  @inlinable
  var merged: UInt64 {
    var hash =
      rotated(a, by: 1) &+ rotated(b, by: 7) &+ rotated(c, by: 12) &+ rotated(d, by: 18)
    for lane in [a, b, c, d] {
      hash = (hash ^ xxHash64Round(0, lane)) &* XXHash64Prime.first &+ XXHash64Prime.fourth
    }
    return hash
  }
}

/// Takes the last bytes, fewer than 32, and mixes.
@inlinable
func finishXXHash64(_ start: UInt64, tail raw: UnsafeRawBufferPointer) -> UInt64 {
  var hash = start
  var position = 0
  while position + 8 <= raw.count {
    hash ^= xxHash64Round(0, littleEndianWord(raw, at: position))
    hash = rotated(hash, by: 27) &* XXHash64Prime.first &+ XXHash64Prime.fourth
    position += 8
  }
  if position + 4 <= raw.count {
    let word = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt32.self))
    hash ^= UInt64(word) &* XXHash64Prime.first
    hash = rotated(hash, by: 23) &* XXHash64Prime.second &+ XXHash64Prime.third
    position += 4
  }
  while position < raw.count {
    hash ^= UInt64(raw[position]) &* XXHash64Prime.fifth
    hash = rotated(hash, by: 11) &* XXHash64Prime.first
    position += 1
  }
  hash = (hash ^ (hash &>> 33)) &* XXHash64Prime.second
  hash = (hash ^ (hash &>> 29)) &* XXHash64Prime.third
  return hash ^ (hash &>> 32)
}
