/// Finds the source file of a class among the files of a checkout.
///
/// For reports that name classes and no files: `com.acme.CartTest` is in
/// `src/test/java/com/acme/CartTest.java`, `tests.test_cart.TestCart` in `tests/test_cart.py`. Where
/// several files match, none is taken. A class, because the files are listed only when they are asked
/// for, and answers are kept.
final class ClassFiles {
  private struct Source {
    var path: String
    var folders: ArraySlice<Substring>
  }

  /// The files of one name that are looked at.
  private static let mostNamesakes = 50
  /// How deep classes are nested.
  private static let mostNested = 4

  private let list: () -> [String]
  private var filesByStem: [Substring: [Source]]?
  private var known: [String: String?] = [:]

  init(_ list: @escaping () -> [String]) { self.list = list }

  /// The file of a class; none where there is not exactly one.
  func file(ofClass name: String) -> String? {
    guard !name.isEmpty, name.utf8.count <= 1000 else { return nil }
    if let answer = known[name] { return answer }
    let answer = find(name)
    if known.count < 20_000 { known[name] = .some(answer) }
    return answer
  }

  /// Whether the checkout has a file.
  func has(_ path: String) -> Bool {
    let files = filesByStem ?? index()
    return files[ClassFiles.stem(of: path)]?.contains { $0.path == path } ?? false
  }

  /// The files of the checkout that a path may mean: the one that it names, and those that it names
  /// from some folder on.
  func files(endingIn path: String) -> [String] {
    let files = filesByStem ?? index()
    let parts = path.split(separator: "/")
    return (files[ClassFiles.stem(of: path)] ?? []).map(\.path).filter {
      $0.split(separator: "/").suffix(parts.count) == parts[...]
    }
  }

  private func find(_ name: String) -> String? {
    // Nested classes stand behind a `$`; a module path uses `.`, `::`, `/` or `\`.
    var parts = name.split { ".:/\\$".contains($0) }
    let files = filesByStem ?? index()
    for _ in 0...ClassFiles.mostNested {
      guard let stem = parts.last else { return nil }
      let candidates = files[stem] ?? []
      if !candidates.isEmpty, candidates.count <= ClassFiles.mostNamesakes {
        let matching = ClassFiles.matching(parts, among: candidates)
        if !matching.isEmpty { return matching.count == 1 ? matching[0].path : nil }
      }
      parts.removeLast()
      // One word alone is no evidence, once the class itself is left out.
      if parts.count < 2 { return nil }
    }
    return nil
  }

  /// The files that end in all parts of a name; where there are none, those that the rules of their
  /// languages allow for it.
  private static func matching(_ parts: [Substring], among files: [Source]) -> [Source] {
    let sources = files.filter { sourceEndings.contains(ending(of: $0.path)) }
    let whole = sources.filter { $0.folders.suffix(parts.count - 1) == parts.dropLast() }
    guard whole.isEmpty, parts.count >= 2 else { return whole }
    return sources.filter { file in
      switch ending(of: file.path) {
      // A project may map the start of its namespaces to any folder, in lower case too.
      case "kt", "php", "cs":
        file.folders.last?.lowercased() == parts[parts.count - 2].lowercased()
      // A module is a folder, and the folders within it are no part of any name.
      case "swift": parts.count == 2 && file.folders.contains(parts[0])
      default: false
      }
    }
  }

  private func index() -> [Substring: [Source]] {
    var index: [Substring: [Source]] = [:]
    for path in list() {
      let folders = path.split(separator: "/").dropLast()
      index[ClassFiles.stem(of: path), default: []].append(Source(path: path, folders: folders))
    }
    filesByStem = index
    return index
  }

  private static func fileName(of path: String) -> Substring {
    path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
  }

  private static func stem(of path: String) -> Substring {
    let name = fileName(of: path)
    return name.lastIndex(of: ".").map { name[..<$0] } ?? name
  }

  private static func ending(of path: String) -> Substring {
    let name = fileName(of: path)
    return name.lastIndex(of: ".").map { name[name.index(after: $0)...] } ?? ""
  }

  /// The endings of files that may hold tests: what lies beside them under the same name, such as
  /// expected output, holds none.
  private static let sourceEndings: Set<Substring> = [
    "java", "kt", "kts", "groovy", "scala", "clj", "py", "rb", "php", "cs", "fs", "vb", "swift",
    "m", "mm", "js", "jsx", "ts", "tsx", "mjs", "cjs", "mts", "cts", "go", "rs", "c", "cc", "cpp",
    "cxx", "dart", "ex", "exs", "erl", "hs", "lua", "pl", "pm", "t", "r", "R", "jl", "elm",
  ]
}
