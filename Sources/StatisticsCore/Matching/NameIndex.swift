import TestModel

/// Finds names among many, told apart byte by byte.
///
/// Strings compare by what they look like, so that two files whose names are written with different
/// characters of Unicode would be one; here they are two.
struct NameIndex {
  private let names: [String]
  /// Half of a name's hash, and one more than its position; 0 for a free slot.
  ///
  /// Linear probing. The hash is looked at first: a name is only read where it is most likely the one.
  private var slots: [UInt64]
  private let mask: Int

  /// Indexes names; of equal ones, the first is found.
  init(_ names: [String]) {
    self.names = names
    var capacity = 16
    while capacity < names.count * 2 { capacity *= 2 }
    slots = Array(repeating: 0, count: capacity)
    mask = capacity - 1
    for position in names.indices where !names[position].isEmpty {
      let hash = NameIndex.hash(names[position])
      let slot = self.slot(of: names[position], hash)
      if slots[slot] == 0 { slots[slot] = hash & NameIndex.tag | UInt64(position + 1) }
    }
  }

  /// The position of the name; none where it is not among them.
  func position(of name: String) -> Int? {
    let found = slots[slot(of: name, NameIndex.hash(name))]
    return found == 0 ? nil : Int(found & ~NameIndex.tag) - 1
  }

  private static let tag: UInt64 = 0xFFFF_FFFF_0000_0000

  /// The slot that holds the name, or the free one where it would be.
  private func slot(of name: String, _ hash: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let isLikely = (slots[slot] ^ hash) & NameIndex.tag == 0
      if isLikely, isSame(names[Int(slots[slot] & ~NameIndex.tag) - 1], name) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private static func hash(_ name: String) -> UInt64 {
    var name = name
    return name.withUTF8 { xxHash64($0) }
  }
}

/// Whether two names are the same bytes.
func isSame(_ left: String, _ right: String) -> Bool {
  let areSame = left.utf8.withContiguousStorageIfAvailable { left in
    right.utf8.withContiguousStorageIfAvailable { right in
      left.count == right.count
        && UnsafeRawBufferPointer(left).elementsEqual(UnsafeRawBufferPointer(right))
    }
  }
  return areSame.flatMap { $0 } ?? left.utf8.elementsEqual(right.utf8)
}
