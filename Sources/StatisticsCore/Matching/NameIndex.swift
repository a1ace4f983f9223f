import TestModel

/// Finds names among many, told apart byte by byte.
///
/// Strings compare by what they look like, so that two files whose names are written with different
/// characters of Unicode would be one; here they are two.
struct NameIndex {
  private let names: [String]
  /// One more than the position of a name; 0 for a free slot.
  ///
  /// Linear probing.
  private var slots: [Int32]
  private let mask: Int

  /// Indexes names; of equal ones, the first is found.
  init(_ names: [String]) {
    self.names = names
    var capacity = 16
    while capacity < names.count * 2 { capacity *= 2 }
    slots = Array(repeating: 0, count: capacity)
    mask = capacity - 1
    for position in names.indices where !names[position].isEmpty {
      let slot = self.slot(of: names[position])
      if slots[slot] == 0 { slots[slot] = Int32(position + 1) }
    }
  }

  /// The position of the name; none where it is not among them.
  func position(of name: String) -> Int? {
    let found = slots[slot(of: name)]
    return found == 0 ? nil : Int(found) - 1
  }

  /// The slot that holds the name, or the free one where it would be.
  private func slot(of name: String) -> Int {
    var slot = Int(truncatingIfNeeded: NameIndex.hash(name)) & mask
    while slots[slot] != 0, !isSame(names[Int(slots[slot]) - 1], name) { slot = (slot + 1) & mask }
    return slot
  }

  private static func hash(_ name: String) -> UInt64 {
    var name = name
    return name.withUTF8 { xxHash64($0) }
  }
}

/// Whether two names are the same bytes.
func isSame(_ left: String, _ right: String) -> Bool {
  // Equal strings may still be different bytes; unequal ones never are the same.
  left.utf8.count == right.utf8.count && left == right && left.utf8.elementsEqual(right.utf8)
}
