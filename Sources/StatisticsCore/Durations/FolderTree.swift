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
  /// The last folder that was added to, as neighbors in a list mostly share it.
  private var last = (path: Substring(), position: root)

  /// The folder of an item, which is added where it is new.
  mutating func insert(folderOf item: Substring) -> Int {
    let path = folder(of: item)
    if path != last.path { last = (path, insert(path)) }
    return last.position
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
  let length =
    path.utf8.withContiguousStorageIfAvailable(folderLength)
    ?? Array(path.utf8).withUnsafeBufferPointer(folderLength)
  return path[..<path.utf8.index(path.startIndex, offsetBy: length)]
}

private func folderLength(_ path: UnsafeBufferPointer<UInt8>) -> Int {
  var dot = 0
  for index in path.indices.reversed() {
    switch path[index] {
    case UInt8(ascii: "/"): return index
    case UInt8(ascii: ":") where index > 0 && path[index - 1] == UInt8(ascii: ":"): return index - 1
    case UInt8(ascii: ".") where dot == 0: dot = index
    default: break
    }
  }
  return dot
}
