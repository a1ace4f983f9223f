/// Sorts positions by the bytes of their names, those of the same name by themselves.
///
/// Compares the eight bytes that follow what all names begin with, and whole names only where those
/// are the same: names of one folder, which are often estimated alike, begin alike.
func orderByName(_ positions: inout ArraySlice<Int32>, name: (Int) -> String) {
  let bytes = NameBytes(positions.map { name(Int($0)) })
  let shared = bytes.sharedPrefix
  var order = positions.indices.map { index in
    let offset = index - positions.startIndex
    return NameEntry(
      key: bytes.key(of: offset, from: shared),
      offset: Int32(offset),
      position: positions[index]
    )
  }
  let isBefore = { (left: NameEntry, right: NameEntry) -> Bool in
    if left.key != right.key { return left.key < right.key }
    let order = bytes.compare(Int(left.offset), Int(right.offset), from: shared)
    return order != 0 ? order < 0 : left.position < right.position
  }
  // Names mostly come sorted, from a listing of files.
  if zip(order, order.dropFirst()).allSatisfy(isBefore) { return }
  order.sort(by: isBefore)
  for (index, entry) in zip(positions.indices, order) { positions[index] = entry.position }
}

/// A name among others, by its most telling bytes.
private struct NameEntry {
  var key: UInt64
  var offset: Int32
  var position: Int32
}

/// The bytes of names in one piece.
private struct NameBytes {
  private var bytes: [UInt8] = []
  /// By name, where its bytes begin, and their end.
  private var starts: [Int] = [0]

  init(_ names: [String]) {
    for name in names {
      bytes.append(contentsOf: name.utf8)
      starts.append(bytes.count)
    }
  }

  /// How many bytes all names begin with.
  var sharedPrefix: Int {
    var shared = starts[1]
    for name in 1..<(starts.count - 1) {
      let start = starts[name]
      shared = min(shared, starts[name + 1] - start)
      var index = 0
      while index < shared, bytes[index] == bytes[start + index] { index += 1 }
      shared = index
    }
    return shared
  }

  /// The eight bytes of a name from one on, as a number in the order of the bytes.
  func key(of name: Int, from first: Int) -> UInt64 {
    var key: UInt64 = 0
    for index in 0..<8 {
      let place = starts[name] + first + index
      key = key << 8 | (place < starts[name + 1] ? UInt64(bytes[place]) : 0)
    }
    return key
  }

  /// Compares two names from one of their bytes on: under 0 where the left one comes first.
  func compare(_ left: Int, _ right: Int, from first: Int) -> Int {
    let lengths = (starts[left + 1] - starts[left], starts[right + 1] - starts[right])
    var index = first
    while index < lengths.0, index < lengths.1 {
      let pair = (bytes[starts[left] + index], bytes[starts[right] + index])
      if pair.0 != pair.1 { return pair.0 < pair.1 ? -1 : 1 }
      index += 1
    }
    return lengths.0 - lengths.1
  }
}
