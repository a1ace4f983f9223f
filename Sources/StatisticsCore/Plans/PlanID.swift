import TestModel

/// The name of a split, made of its content: the same for the same names, weights and nodes, and
/// another one for any others.
///
/// The hashes of the items are added up, so that their order does not matter and nothing is sorted.
/// It tells accidents apart, not forgeries: two nodes whose candidates or histories differ have the
/// same ID with a probability of 2⁻⁶⁴.
///
/// - Parameters:
///   - items: the names, each once.
///   - weights: what each weighs, in microseconds.
///   - nodeOfItem: the node of each.
///   - nodes: what makes the nodes differ, a text a node.
///   - kind: what the names are.
/// - Returns: 16 hexadecimal digits.
public func planID(
  items: [String],
  weights: [Int64],
  nodeOfItem: [Int32],
  nodes: [String],
  kind: String
) -> String {
  var sum: UInt64 = 0
  for position in items.indices {
    let seed =
      UInt64(bitPattern: weights[position]) &* 0x9E37_79B9_7F4A_7C15
      ^ UInt64(truncatingIfNeeded: nodeOfItem[position])
    var name = items[position]
    sum &+= name.withUTF8 { xxHash64($0, seed: seed) }
  }
  let head = fingerprint(of: ["plan 1", kind, String(items.count)] + nodes)
  return fingerprint(of: [head, String(sum)])
}
