/// Finds paths by the name of their file without its extension.
struct StemIndex {
  private let paths: [String]
  private let stems: NameIndex
  /// By position, the next path of the same stem; -1 at the last one.
  private var next: [Int32]

  init(_ paths: [String]) {
    self.paths = paths
    let names = paths.map { String(StemIndex.stem(of: $0)) }
    stems = NameIndex(names)
    next = Array(repeating: -1, count: paths.count)
    var last: [Int32] = Array(repeating: -1, count: paths.count)
    for (position, name) in names.enumerated() {
      guard let first = stems.position(of: name), first != position else { continue }
      let before = last[first] < 0 ? first : Int(last[first])
      next[before] = Int32(position)
      last[first] = Int32(position)
    }
  }

  /// The positions of the paths whose file has this stem, ascending.
  func positions(ofStem stem: String) -> [Int] {
    var positions: [Int] = []
    var position = stems.position(of: stem) ?? -1
    while position >= 0 {
      positions.append(position)
      position = Int(next[position])
    }
    return positions
  }

  /// `spec/models/cart_spec.rb` has the stem `cart_spec`; a name that begins with a dot is whole.
  static func stem(of path: String) -> Substring {
    let name = path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...]
    guard let dot = name.dropFirst().firstIndex(of: ".") else { return name }
    return name[..<dot]
  }
}
