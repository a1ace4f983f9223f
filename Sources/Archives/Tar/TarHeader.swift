/// The block of 512 bytes in front of a member of a tar archive.
///
/// Source: POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar manual, "Basic Tar Format".
struct TarHeader {
  /// The bytes of a block.
  static let size = 512

  /// What a member is.
  enum Kind: Hashable {
    case file
    /// Folders, links and devices, which have no bytes of their own.
    case withoutData
    /// What has bytes that are no file's.
    case other
    /// A file without its holes, in GNU's old form.
    case sparse(isExtended: Bool)
    /// A header of pax for the next member.
    case pax
    /// A name of GNU's for the next member.
    case longName
  }

  /// The bytes of a header.
  struct Block {
    private let bytes: [UInt8]

    /// Takes the first block of some bytes; none where they are fewer.
    init?(_ bytes: some Collection<UInt8>) {
      self.bytes = Array(bytes.prefix(TarHeader.size))
      guard self.bytes.count == TarHeader.size else { return nil }
    }

    var isZero: Bool { bytes.allSatisfy { $0 == 0 } }

    /// Whether the header's sum is what it says, with bytes taken as unsigned, or signed as some
    /// old programs did.
    var hasValidChecksum: Bool {
      guard let stated = number(148..<156) else { return false }
      var (unsigned, signed) = (UInt64(0), Int64(0))
      for (index, byte) in bytes.enumerated() {
        let byte = (148..<156).contains(index) ? UInt8(ascii: " ") : byte
        unsigned += UInt64(byte)
        signed += Int64(Int8(bitPattern: byte))
      }
      return stated == unsigned || (signed >= 0 && stated == UInt64(signed))
    }

    /// The text of a field up to its zero.
    func text(_ field: Range<Int>) -> [UInt8] { Array(bytes[field].prefix { $0 != 0 }) }

    subscript(index: Int) -> UInt8 { bytes[index] }

    /// The number in a field: octal digits, or GNU's binary form; none where it is neither.
    func number(_ field: Range<Int>) -> UInt64? {
      let field = bytes[field]
      if field.first == 0x80 {
        guard field.dropFirst().dropLast(8).allSatisfy({ $0 == 0 }) else { return nil }
        return field.suffix(min(8, field.count - 1)).reduce(0) { $0 << 8 | UInt64($1) }
      }
      let isPadding: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == 0 }
      let digits = field.drop(while: isPadding).prefix { !isPadding($0) }
      guard digits.allSatisfy({ (0x30...0x37).contains($0) }) else { return nil }
      return digits.reduce(0) { $0 << 3 | UInt64($1 & 7) }
    }
  }

  let kind: Kind
  let name: [UInt8]
  /// The bytes behind the header, without what fills up the last block.
  let dataSize: UInt64

  /// Reads a header; none where the block is no header.
  init?(_ block: Block) {
    guard block.hasValidChecksum, let size = block.number(124..<136) else { return nil }
    let ownName = block.text(0..<100)
    // GNU's own form has times where POSIX has the first part of a long name.
    let isPOSIX = block.text(257..<263) == Array("ustar".utf8) && block[263] == UInt8(ascii: "0")
    let prefix = isPOSIX ? block.text(345..<500) : []
    name = prefix.isEmpty ? ownName : prefix + [UInt8(ascii: "/")] + ownName
    kind = TarHeader.kind(block)
    dataSize = kind == .withoutData ? 0 : size
  }

  private static func kind(_ block: Block) -> Kind {
    switch block[156] {
    case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): .file
    case UInt8(ascii: "1")...UInt8(ascii: "6"): .withoutData
    case UInt8(ascii: "x"), UInt8(ascii: "X"): .pax
    case UInt8(ascii: "L"): .longName
    case UInt8(ascii: "S"): .sparse(isExtended: block[482] != 0)
    default: .other
    }
  }
}
