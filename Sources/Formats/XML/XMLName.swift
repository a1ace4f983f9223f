/// The name of an element or attribute as it goes out of the repair: without its prefix, and of
/// nothing but what XML allows in ASCII.
struct XMLName: Hashable {
  /// The bytes of a name that are kept; no report needs more.
  static let longest = 1_000

  let bytes: [UInt8]

  init(_ name: some BidirectionalCollection<UInt8>) {
    let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[name.index(after: $0)...] }
    var bytes = Array((local ?? name[...]).prefix(XMLName.longest))
    for index in bytes.indices where !mayStay(bytes[index], isFirst: index == 0) {
      bytes[index] = UInt8(ascii: "_")
    }
    self.bytes = bytes.isEmpty ? [UInt8(ascii: "_")] : bytes
  }
}

private func mayStay(_ byte: UInt8, isFirst: Bool) -> Bool {
  isFirst ? startsName(byte) && byte < 0x80 : staysInName(byte)
}

/// Whether a name may start with a byte.
func startsName(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "_"), UInt8(ascii: ":"), 0x80...:
    true
  default: false
  }
}

/// Whether a byte may stand in a name as it goes out.
func staysInName(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."): true
  default: startsName(byte) && byte < 0x80 && byte != UInt8(ascii: ":")
  }
}
