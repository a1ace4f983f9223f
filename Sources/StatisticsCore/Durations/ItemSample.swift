import TestModel

/// A part of the items that stands for all, the same whatever their order.
enum ItemSample {
  /// How many items are enough: the estimates of a suite move little with more.
  static let size = 500

  /// The positions of the items whose names have the least hashes, of those at `positions`.
  ///
  /// By name, because a sample by position would be another one on a node that lists the items in
  /// another order, and the nodes' splits would not fit together.
  static func of(_ items: [String], at positions: [Int]) -> [Int] {
    let hashed = positions.map { (hash: hash(items[$0]), position: $0) }
    // Twice as many as needed are below the limit, give or take a few, which saves sorting all.
    let limit = UInt64.max / UInt64(max(1, positions.count / (2 * size)))
    let least = hashed.filter { $0.hash <= limit }.sorted { left, right in
      left.hash != right.hash
        ? left.hash < right.hash : precedesInBytes(items[left.position], items[right.position])
    }
    return least.prefix(size).map(\.position)
  }

  private static func hash(_ name: String) -> UInt64 {
    name.utf8.withContiguousStorageIfAvailable { xxHash64($0) } ?? xxHash64Copy(name)
  }

  private static func xxHash64Copy(_ name: String) -> UInt64 {
    Array(name.utf8).withUnsafeBufferPointer { xxHash64($0) }
  }
}
