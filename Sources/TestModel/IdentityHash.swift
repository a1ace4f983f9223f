/// The XXH64 hash of bytes.
///
/// Source: Yann Collet, "xxHash fast digest algorithm", section XXH64. It names; it protects nothing.
@inlinable
public func xxHash64(_ bytes: UnsafeBufferPointer<UInt8>, seed: UInt64 = 0) -> UInt64 {
  let raw = UnsafeRawBufferPointer(bytes)
  var position = 0
  var hash: UInt64
  if raw.count >= 32 {
    var lanes = XXHash64Lanes(seed: seed)
    while position + 32 <= raw.count {
      lanes.add(raw, at: position)
      position += 32
    }
    hash = lanes.merged
  } else {
    hash = seed &+ XXHash64Prime.fifth
  }
  hash &+= UInt64(raw.count)
  return finishXXHash64(hash, tail: raw, from: position)
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

/// The four lanes that take 32 bytes at a time.
@usableFromInline
struct XXHash64Lanes {
  @usableFromInline var a, b, c, d: UInt64

  @inlinable
  init(seed: UInt64) {
    a = seed &+ XXHash64Prime.first &+ XXHash64Prime.second
    b = seed &+ XXHash64Prime.second
    c = seed
    d = seed &- XXHash64Prime.first
  }

  @inlinable @inline(__always)
  mutating func add(_ raw: UnsafeRawBufferPointer, at position: Int) {
    a = xxHash64Round(a, littleEndianWord(raw, at: position))
    b = xxHash64Round(b, littleEndianWord(raw, at: position + 8))
    c = xxHash64Round(c, littleEndianWord(raw, at: position + 16))
    d = xxHash64Round(d, littleEndianWord(raw, at: position + 24))
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
func finishXXHash64(
  _ start: UInt64,
  tail raw: UnsafeRawBufferPointer,
  from begin: Int
) -> UInt64 {
  var hash = start
  var position = begin
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

extension TestID {
  /// The identity in a repository as a number of 64 bits, the same in every history; the ordinal is
  /// no part of it.
  ///
  /// Of a million tests two have the same number once in 37 million histories. Who forges a
  /// collision gains nothing: who can report results can report them under any name.
  public func identityHash(repo: String) -> UInt64 {
    identityHash(seed: TestID.identitySeed(repo: repo))
  }

  /// The identity as a number, from the seed of its repository on.
  public func identityHash(seed: UInt64) -> UInt64 {
    var hash = seed
    for part in [suite, classname, file, name] {
      var part = part
      hash = part.withUTF8 { xxHash64($0, seed: hash) }
    }
    return hash
  }

  /// Where the hash of an identity in a repository starts: `suite`, `classname`, `file` and `name`
  /// follow, each hashed with the hash so far as its seed.
  public static func identitySeed(repo: String) -> UInt64 {
    var repo = repo
    return repo.withUTF8 { xxHash64($0) }
  }
}

/// A short name of 128 bits, in 32 hexadecimal digits, for what is made of texts: two XXH64 hashes
/// of different seeds.
public func digest(of texts: [String]) -> String {
  var bytes: [UInt8] = []
  // A byte that UTF-8 never has keeps the texts apart.
  for text in texts { bytes += Array(text.utf8) + [0xFF] }
  return bytes.withUnsafeBufferPointer { bytes in
    [UInt64(0), 1].map { seed in
      let digits = String(xxHash64(bytes, seed: seed), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
