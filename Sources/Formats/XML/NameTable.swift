/// Looks names up by their address.
///
/// libxml2 keeps one copy of each name in a document, so after the first sight of a name its address
/// says which it is, and no text is compared in the hot loop.
struct NameTable<Name> {
  private let known: [String: Name]
  private let unknown: Name
  private var byAddress: [UnsafePointer<UInt8>: Name] = [:]

  init(_ known: [String: Name], unknown: Name) {
    self.known = known
    self.unknown = unknown
  }

  /// The name at an address that libxml2 gave.
  mutating func callAsFunction(_ address: UnsafePointer<UInt8>) -> Name {
    if let name = byAddress[address] { return name }
    let name = known[String(cString: address)] ?? unknown
    byAddress[address] = name
    return name
  }
}
