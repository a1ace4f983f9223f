/// FNV-1a of 64 bits: a short, stable name for bytes.
///
/// Source: Fowler, Noll, Vo, draft-eastlake-fnv, section 2. It names; it protects nothing.
public struct FowlerNollVoHash: Sendable {
  private var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Creates the hash of no bytes.
  public init() {}

  /// Adds bytes.
  public mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  }

  /// The hash in 16 hexadecimal digits.
  public var text: String { hexadecimal(value) }
}

/// A short, stable name for what is made of texts, each ended by a byte that UTF-8 never has.
public func fingerprint(of texts: [String]) -> String {
  var hash = FowlerNollVoHash()
  for text in texts {
    (Array(text.utf8) + [0xFF]).withUnsafeBufferPointer { hash.add($0) }
  }
  return hash.text
}

extension RecordedTest {
  /// The identity as a short name that is the same in every history.
  public var stableID: String {
    fingerprint(of: [
      repo, testID.suite, testID.classname, testID.name, testID.file, String(testID.ordinal),
    ])
  }
}

/// A number of 64 bits in 16 hexadecimal digits.
func hexadecimal(_ value: UInt64) -> String {
  let digits = String(value, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
