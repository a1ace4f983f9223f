/// Whether a message shows two lists, one after the other, of the same elements in another order:
/// `['a', 'b'] == ['b', 'a']`.
///
/// Numbers are folded in messages, so that lists of numbers look equal and are not found.
///
/// - Parameter message: the bytes of the message, of bounded number.
func hasReorderedLists(_ message: [UInt8]) -> Bool {
  let lists = elements(ofListsIn: message).filter { $0.count > 1 }
  return zip(lists, lists.dropFirst()).contains { first, second in
    first.count == second.count && first != second && sorted(first) == sorted(second)
  }
}

private func sorted(_ elements: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
  elements.sorted { $0.lexicographicallyPrecedes($1) }
}

/// The elements of the innermost pairs of brackets or braces, which commas part.
private func elements(ofListsIn message: [UInt8]) -> [[ArraySlice<UInt8>]] {
  var lists: [[ArraySlice<UInt8>]] = []
  var start: Int?
  for (position, byte) in message.enumerated() {
    switch byte {
    case UInt8(ascii: "["), UInt8(ascii: "{"): start = position + 1
    case UInt8(ascii: "]"), UInt8(ascii: "}"):
      if let start { lists.append(elements(of: message[start..<position])) }
      start = nil
    default: break
    }
  }
  return lists
}

private func elements(of list: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
  let space = UInt8(ascii: " ")
  return list.split(separator: UInt8(ascii: ",")).map { element in
    var element = element.drop { $0 == space }
    while element.last == space { element.removeLast() }
    return element
  }
}
