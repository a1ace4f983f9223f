/// A short, stable name for what is made of texts: FNV-1a of 64 bits over their bytes, in 16
/// hexadecimal digits, each text ended by a byte that UTF-8 never has.
///
/// Source: Fowler, Noll, Vo, draft-eastlake-fnv, section 2. It names; it protects nothing.
public func fingerprint(of texts: [String]) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  for text in texts {
    for byte in text.utf8 { add(byte) }
    add(0xFF)
  }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}

extension RecordedTest {
  /// The identity as a short name that is the same in every history.
  public var stableID: String {
    fingerprint(of: [
      repo, testID.suite, testID.classname, testID.name, testID.file, String(testID.ordinal),
    ])
  }
}
