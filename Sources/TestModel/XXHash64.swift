/// XXH64, the xxHash of 64 bits, of bytes that come in pieces: a short, stable name for them.
///
/// Source: Yann Collet, "xxHash fast digest algorithm", version 0.1.1, section "XXH64 Algorithm
/// Description". It names; it protects nothing. The pieces do not matter, only the bytes.
public struct XXHash64: Sendable {
  private static let prime1: UInt64 = 0x9E37_79B1_85EB_CA87
  private static let prime2: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  private static let prime3: UInt64 = 0x1656_67B1_9E37_79F9
  private static let prime4: UInt64 = 0x85EB_CA77_C2B2_AE63
  private static let prime5: UInt64 = 0x27D4_EB2F_1656_67C5
  /// The bytes that are taken in one step.
  private static let stripe = 32

  private let seed: UInt64
  private var lanes: Lanes
  private var pending: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
  private var pendingCount = 0
  private var count: UInt64 = 0

  /// Creates the hash of no bytes.
  public init(seed: UInt64 = 0) {
    self.seed = seed
    lanes = Lanes(seed: seed)
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
    var hash =
      count < UInt64(XXHash64.stripe) ? seed &+ XXHash64.prime5 : lanes.merged()
    hash &+= count
    withUnsafeBytes(of: pending) { bytes in
      var position = 0
      while position + 8 <= pendingCount {
        hash ^= Lanes.round(0, bytes.word(at: position))
        hash = hash.rotated(27) &* XXHash64.prime1 &+ XXHash64.prime4
        position += 8
      }
      if position + 4 <= pendingCount {
        let half = UInt32(
          littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)
        )
        hash ^= UInt64(half) &* XXHash64.prime1
        hash = hash.rotated(23) &* XXHash64.prime2 &+ XXHash64.prime3
        position += 4
      }
      for byte in bytes[position..<pendingCount] {
        hash ^= UInt64(byte) &* XXHash64.prime5
        hash = hash.rotated(11) &* XXHash64.prime1
      }
    }
    hash = (hash ^ (hash >> 33)) &* XXHash64.prime2
    hash = (hash ^ (hash >> 29)) &* XXHash64.prime3
    return hash ^ (hash >> 32)
  }

  /// The hash in 16 hexadecimal digits.
  public var text: String {
    let digits = String(finish(), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

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

  /// The four accumulators, which do not wait for each other.
  private struct Lanes: Sendable {
    private var first: UInt64
    private var second: UInt64
    private var third: UInt64
    private var fourth: UInt64

    init(seed: UInt64) {
      first = seed &+ prime1 &+ prime2
      second = seed &+ prime2
      third = seed
      fourth = seed &- prime1
    }

    /// Mixes in all whole stripes.
    @inline(__always)
    mutating func mix(_ bytes: UnsafeRawBufferPointer) {
      var (first, second, third, fourth) = (first, second, third, fourth)
      var position = 0
      while position + stripe <= bytes.count {
        first = Lanes.round(first, bytes.word(at: position))
        second = Lanes.round(second, bytes.word(at: position + 8))
        third = Lanes.round(third, bytes.word(at: position + 16))
        fourth = Lanes.round(fourth, bytes.word(at: position + 24))
        position += stripe
      }
      (self.first, self.second, self.third, self.fourth) = (first, second, third, fourth)
    }

    func merged() -> UInt64 {
      var hash = first.rotated(1) &+ second.rotated(7) &+ third.rotated(12) &+ fourth.rotated(18)
      for lane in [first, second, third, fourth] {
        hash = (hash ^ Lanes.round(0, lane)) &* prime1 &+ prime4
      }
      return hash
    }

    @inline(__always)
    static func round(_ lane: UInt64, _ word: UInt64) -> UInt64 {
      (lane &+ word &* prime2).rotated(31) &* prime1
    }
  }
}

extension UInt64 {
  @inline(__always)
  fileprivate func rotated(_ bits: UInt64) -> UInt64 { self << bits | self >> (64 - bits) }
}

extension UnsafeRawBufferPointer {
  @inline(__always)
  fileprivate func word(at position: Int) -> UInt64 {
    UInt64(littleEndian: loadUnaligned(fromByteOffset: position, as: UInt64.self))
  }
}
