/// The folders of items, each with those above it up to the root.
///
/// A class is the folder of its cases, and a package that of its classes.
struct FolderTree {
  /// The position of the folder above all.
  static let root = 0

  /// By folder, its path, which is empty for the root; a folder comes after the one above it.
  private(set) var paths: [Substring] = [""]
  /// By folder, the one above it; the root is above itself.
  private(set) var parents: [Int] = [root]
  private var positions: [Substring: Int] = ["": root]

  /// The folder of an item, which is added where it is new.
  mutating func insert(folderOf item: Substring) -> Int {
    insert(folder(of: item))
  }

  /// The closest known folder of an item.
  func closest(to item: Substring) -> Int {
    var path = folder(of: item)
    while true {
      if let position = positions[path] { return position }
      path = folder(of: path)
    }
  }

  /// By folder, the sum over it and all below it.
  func totals(of values: [Int]) -> [Int] {
    var totals = values
    for position in totals.indices.dropFirst().reversed() {
      totals[parents[position]] += totals[position]
    }
    return totals
  }

  private mutating func insert(_ path: Substring) -> Int {
    if let position = positions[path] { return position }
    let parent = insert(folder(of: path))
    positions[path] = paths.count
    paths.append(path)
    parents.append(parent)
    return paths.count - 1
  }
}

/// What is before the last `/` or `::`, else before the last dot, else nothing.
private func folder(of path: Substring) -> Substring {
  let bytes = path.utf8
  var dot: Substring.Index?
  var index = bytes.endIndex
  var after: UInt8 = 0
  while index > bytes.startIndex {
    index = bytes.index(before: index)
    let byte = bytes[index]
    if byte == UInt8(ascii: "/") || (byte == UInt8(ascii: ":") && after == byte) {
      return path[..<index]
    }
    if byte == UInt8(ascii: "."), dot == nil { dot = index }
    after = byte
  }
  return path[..<(dot ?? path.startIndex)]
}
