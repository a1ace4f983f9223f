/// What stands in front of the paths of reports, or of those of the items, where they differ: each is
/// backed by the items that it explains.
///
/// Two paths of one ending need not be one file: beside `spec/a_spec.rb` there may be
/// `engines/pay/spec/a_spec.rb`. Where most paths are the items' own, or begin with `/build/`, one
/// that needs `engines/pay/` in front as well is another file.
struct PathRoots {
  /// What one of two paths has in front of the other.
  struct Root: Hashable {
    var isOfItems: Bool
    var path: [UInt8]
  }

  private var items: [Root: Set<Int>] = [:]
  private let exact: Int

  /// Begins with the number of items that are reported under their own path.
  init(exact: Int) { self.exact = exact }

  /// What has to stand in front of one of the paths to make it the other; none where neither ends in
  /// the other.
  static func root(of reported: String, and key: String) -> Root? {
    front(of: reported, endingIn: key).map { Root(isOfItems: false, path: $0) }
      ?? front(of: key, endingIn: reported).map { Root(isOfItems: true, path: $0) }
  }

  private static func front(of long: String, endingIn short: String) -> [UInt8]? {
    let (long, short) = (Array(long.utf8), Array(short.utf8))
    let count = long.count - short.count - 1
    guard count >= 0, long[count] == UInt8(ascii: "/"), long[(count + 1)...] == short[...] else {
      return nil
    }
    return Array(long[..<count])
  }

  /// Counts an item for the root by which only it fits.
  mutating func add(_ reported: String, _ key: String, item: Int) {
    guard let root = PathRoots.root(of: reported, and: key) else { return }
    items[root, default: []].insert(item)
  }

  /// Whether a reported path and an item's may be one file.
  func isBacked(_ reported: String, _ key: String) -> Bool {
    guard let root = PathRoots.root(of: reported, and: key), let own = items[root]?.count else {
      return false
    }
    if root.isOfItems { return own > 1 || exact == 0 }
    let isAbsolute = root.path.isEmpty || root.path.first == UInt8(ascii: "/")
    guard isAbsolute || exact < own else { return false }
    // A longer root that explains less is a folder within the shorter one.
    return root.path.indices.allSatisfy { end in
      guard root.path[end] == UInt8(ascii: "/") else { return true }
      let shorter = Root(isOfItems: false, path: Array(root.path[..<end]))
      return (items[shorter]?.count ?? 0) < own
    }
  }
}
