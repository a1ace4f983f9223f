/// Sorts positions by the bytes of their names, those of the same name by themselves.
///
/// - Parameters:
///   - positions: what is sorted.
///   - name: the name of what is at a position.
func orderByName(_ positions: inout ArraySlice<Int32>, name: (Int) -> String) {
  var names = NameOrder()
  for position in positions { names.append(name(Int(position)), position) }
  names.sort()
  for (index, position) in zip(positions.indices, names.positions) { positions[index] = position }
}

/// Names on their way into order.
///
/// Sorts by the seven bytes that follow what all names begin with, as one number, and then those that
/// do not differ there by the bytes further on: names of one folder, which are often estimated alike,
/// begin alike, and comparing them whole takes long.
private struct NameOrder {
  private struct Entry {
    /// Seven bytes, and below them how many of these the name has, 8 where it has more.
    var key: UInt64 = 0
    /// Where the bytes of the name begin and end.
    var start: Int
    var end: Int
    var position: Int32
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []

  mutating func append(_ name: String, _ position: Int32) {
    let start = bytes.count
    bytes.append(contentsOf: name.utf8)
    entries.append(Entry(start: start, end: bytes.count, position: position))
  }

  var positions: some Sequence<Int32> { entries.lazy.map(\.position) }

  mutating func sort() {
    var pending = [(range: 0..<entries.count, depth: 0)]
    while let (range, depth) = pending.popLast() {
      let shared = sharedPrefix(range, from: depth)
      setKeys(range, at: shared)
      if !isSorted(range) {
        entries[range].sort { $0.key != $1.key ? $0.key < $1.key : $0.position < $1.position }
      }
      // Names that have ended are the same, and in the order of their positions by now.
      for run in runs(in: range) where entries[run.lowerBound].key & 0xFF > 7 {
        pending.append((run, shared + 7))
      }
    }
  }

  private func isSorted(_ range: Range<Int>) -> Bool {
    range.dropFirst().allSatisfy { index in
      let (left, right) = (entries[index - 1], entries[index])
      return left.key != right.key ? left.key < right.key : left.position < right.position
    }
  }

  /// How many bytes the names in a range begin with alike, given that `depth` of them are.
  private func sharedPrefix(_ range: Range<Int>, from depth: Int) -> Int {
    let first = entries[range.lowerBound]
    var shared = first.end - first.start
    for index in range.dropFirst() where shared > depth {
      let entry = entries[index]
      let most = min(shared, entry.end - entry.start)
      var same = depth
      while same < most, bytes[first.start + same] == bytes[entry.start + same] { same += 1 }
      shared = same
    }
    return shared
  }

  private mutating func setKeys(_ range: Range<Int>, at offset: Int) {
    for index in range {
      let entry = entries[index]
      let start = entry.start + offset
      var key: UInt64 = 0
      for place in start..<(start + 7) {
        key = key << 8 | (place < entry.end ? UInt64(bytes[place]) : 0)
      }
      entries[index].key = key << 8 | UInt64(min(8, entry.end - start))
    }
  }

  /// The runs of two entries or more that have the same key.
  private func runs(in range: Range<Int>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = range.lowerBound
    for index in range.dropFirst() where entries[index].key != entries[start].key {
      if index - start > 1 { runs.append(start..<index) }
      start = index
    }
    if range.upperBound - start > 1 { runs.append(start..<range.upperBound) }
    return runs
  }
}
