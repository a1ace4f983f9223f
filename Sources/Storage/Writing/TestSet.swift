/// A set of tests by the numbers of their rows: a bit each.
struct TestSet {
  private var words: [UInt64] = []

  /// Whether a test is in the set.
  func contains(_ test: Int64) -> Bool {
    let word = Int(test >> 6)
    return word < words.count && words[word] & (1 << UInt64(test & 63)) != 0
  }

  /// Adds a test.
  mutating func insert(_ test: Int64) {
    let word = Int(test >> 6)
    while words.count <= word { words.append(0) }
    words[word] |= 1 << UInt64(test & 63)
  }
}
