/// Finds the source file of a class among the files of a checkout.
///
/// For reports that name classes and no files: `com.acme.CartTest` is in
/// `src/test/java/com/acme/CartTest.java`, `tests.test_cart.TestCart` in `tests/test_cart.py`. Where
/// several files match, none is taken. A class, because the files are listed only when they are asked
/// for, and answers are kept.
final class ClassFiles {
  private let list: () -> [String]
  private var filesByStem: [Substring: [String]]?
  private var known: [String: String?] = [:]

  init(_ list: @escaping () -> [String]) { self.list = list }

  /// The file of a class; none where there is not exactly one.
  func file(ofClass name: String) -> String? {
    guard !name.isEmpty, name.utf8.count <= 1000 else { return nil }
    if let answer = known[name] { return answer }
    let answer = find(name)
    if known.count < 100_000 { known[name] = .some(answer) }
    return answer
  }

  private func find(_ name: String) -> String? {
    // Nested classes stand behind a `$`; a module path uses `.`, `::`, `/` or `\`.
    var parts = name.split { ".:/\\$".contains($0) }
    let files = filesByStem ?? index()
    while let stem = parts.last, parts.count > 0 {
      let wanted = parts.joined(separator: "/")
      let matching = (files[stem] ?? []).filter { isPath($0, endingIn: wanted) }
      if !matching.isEmpty { return matching.count == 1 ? matching[0] : nil }
      parts.removeLast()
      // One word alone is no evidence, once the class itself is left out.
      if parts.count < 2 { return nil }
    }
    return nil
  }

  /// Whether a path without its ending is `wanted`, or ends in it after a `/`.
  private func isPath(_ path: String, endingIn wanted: String) -> Bool {
    let stem = path[..<(path.lastIndex(of: ".") ?? path.endIndex)]
    guard stem.hasSuffix(wanted) else { return false }
    return stem.count == wanted.count || stem.dropLast(wanted.count).last == "/"
  }

  private func index() -> [Substring: [String]] {
    var index: [Substring: [String]] = [:]
    for path in list() {
      let name = path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
      guard let point = name.lastIndex(of: "."), point > name.startIndex else { continue }
      index[name[..<point], default: []].append(path)
    }
    filesByStem = index
    return index
  }
}
