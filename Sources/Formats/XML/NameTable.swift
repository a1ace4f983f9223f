/// Looks names up by their address.
///
/// libxml2 keeps one copy of each name in a document, so after the first sight of a name its address
/// says which it is, and no text is compared in the hot loop.
struct NameTable<Name> {
  private struct Entry {
    var address: UnsafePointer<UInt8>?
    var name: Name
  }

  /// The entries that names are spread over by their address; a power of 2.
  private static var size: Int { 256 }

  private let known: [String: Name]
  private let unknown: Name
  private var entries: [Entry]

  init(_ known: [String: Name], unknown: Name) {
    self.known = known
    self.unknown = unknown
    entries = Array(repeating: Entry(address: nil, name: unknown), count: NameTable.size)
  }

  /// The name at an address that libxml2 gave.
  ///
  /// Two names in one place of the table drive each other out, which costs time and nothing else.
  @inline(__always)
  mutating func callAsFunction(_ address: UnsafePointer<UInt8>) -> Name {
    // Knuth's multiplicative hash: names stand close together, and at multiples of some power of 2.
    let hash = UInt64(UInt(bitPattern: address)) &* 0x9E37_79B9_7F4A_7C15
    let position = Int(hash >> 56)
    if entries[position].address == address { return entries[position].name }
    return add(address, at: position)
  }

  @inline(never)
  private mutating func add(_ address: UnsafePointer<UInt8>, at position: Int) -> Name {
    let name = known[String(cString: address)] ?? unknown
    entries[position] = Entry(address: address, name: name)
    return name
  }
}
