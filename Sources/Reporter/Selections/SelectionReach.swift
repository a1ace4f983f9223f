/// What a runner takes for selected beyond the items that are named.
enum SelectionReach: Sendable, Hashable {
  /// Nothing.
  case exact
  /// What ends like an item: `tests/a.spec.ts` names `web/tests/a.spec.ts` as well.
  case endings(after: UInt8)
  /// What is within an item: a class names the classes nested in it.
  case nested(separators: [UInt8])
  /// What differs in upper and lower case only.
  case anyCase
  /// What holds an item and this end anywhere, in upper or lower case.
  case anywhereAnyCase(end: String = "")
}

/// A warning where the runner would also run candidates that belong to other nodes.
///
func overmatchWarnings(
  _ items: [String],
  among candidates: [String],
  reach: SelectionReach,
  runner: String
) -> [String] {
  guard reach != .exact, !candidates.isEmpty else { return [] }
  let chosen = Set(items.map(Bytes.init))
  let names = SelectedNames(items, reach: reach)
  let taken = candidates.filter { !chosen.contains(Bytes($0)) && names.take($0) }
  guard let first = taken.min(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) else { return [] }
  let more = taken.count > 1 ? " and \(grouped(taken.count - 1)) more" : ""
  return [
    "\(runner) would also run \"\(terminalText(first))\"\(more) of other nodes, because it selects "
      + reach.reason
  ]
}

extension SelectionReach {
  fileprivate var reason: String {
    switch self {
    case .exact: "exactly"
    case .endings: "by how names end"
    case .nested: "with an item what is nested in it"
    case .anyCase: "without regard to upper and lower case"
    case .anywhereAnyCase: "by any part of a name, without regard to upper and lower case"
    }
  }
}

/// A name told apart byte by byte, unlike a string's equality.
struct Bytes: Hashable {
  let bytes: [UInt8]

  init(_ text: String) { bytes = Array(text.utf8) }
  init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }
}

/// The selected names, ready to be asked whether they take another.
private struct SelectedNames {
  private let names: Set<Bytes>
  private let parts: ByteTree
  private let reach: SelectionReach

  init(_ items: [String], reach: SelectionReach) {
    names = Set(items.map { Bytes(reach == .anyCase ? $0.lowercased() : $0) })
    if case .anywhereAnyCase(let end) = reach {
      parts = ByteTree(items.map { $0.lowercased() + end })
    } else {
      parts = ByteTree([])
    }
    self.reach = reach
  }

  func take(_ candidate: String) -> Bool {
    let bytes = Array(candidate.utf8)
    switch reach {
    case .exact: return false
    case .anyCase: return names.contains(Bytes(candidate.lowercased()))
    case .anywhereAnyCase(let end):
      return parts.hasPart(of: Array((candidate.lowercased() + end).utf8))
    case .endings(let separator):
      return bytes.indices.contains { index in
        bytes[index] == separator && names.contains(Bytes(bytes[(index + 1)...]))
      }
    case .nested(let separators):
      return bytes.indices.contains { index in
        separators.contains(bytes[index]) && names.contains(Bytes(bytes[..<index]))
      }
    }
  }
}

/// Texts by their bytes from the front, to find those that are part of another text.
private struct ByteTree {
  /// By node and byte, the next node; node 0 is the root.
  private var children: [Int: Int] = [:]
  private var ends: Set<Int> = []

  init(_ texts: [String]) {
    var count = 1
    for text in texts {
      var node = 0
      for byte in text.utf8 {
        let edge = node << 8 | Int(byte)
        node = children[edge] ?? count
        if node == count {
          children[edge] = node
          count += 1
        }
      }
      ends.insert(node)
    }
  }

  func hasPart(of bytes: [UInt8]) -> Bool {
    for start in bytes.indices {
      var node = 0
      for byte in bytes[start...] {
        guard let next = children[node << 8 | Int(byte)] else { break }
        node = next
        if ends.contains(node) { return true }
      }
    }
    return false
  }
}
