/// A file pattern with doublestar's rules.
///
/// `*` and `?` stay within a folder, `**` crosses folders, `[a-z]` and `[!a-z]` are classes, `{a,b}`
/// are alternatives, and `\` takes the meaning from the next character. Hidden files are files like
/// others; only `**` stays out of `.git`.
///
/// Source: the documentation of bmatcuk/doublestar, which `circleci tests glob` refers to.
public struct Glob: Sendable {
  private let alternatives: [GlobPath]

  /// Reads a pattern.
  public init(_ pattern: String) {
    alternatives = Glob.alternatives(of: pattern)
  }

  /// Whether text holds any character that has a meaning in a pattern.
  public static func isPattern(_ text: String) -> Bool {
    text.utf8.contains { "*?[{".utf8.contains($0) }
  }

  /// The paths that match, sorted by bytes, each once.
  ///
  /// Folders match only where the last segment names them, and `**` follows no links.
  public func matches(in folder: String) -> [String] {
    var walk = GlobWalk([alternatives], in: folder, takesFolders: true, followsLinks: false)
    walk.run()
    return walk.paths
  }

  fileprivate static func alternatives(of pattern: String) -> [GlobPath] {
    expandingBraces(Array(pattern.utf8)).map(GlobPath.init)
  }
}

/// The files that patterns match.
public struct GlobbedFiles: Sendable, Hashable {
  /// The files, sorted by bytes, each once, without `./` in front.
  public var paths: [String]
  /// The patterns that match no file.
  public var unmatched: [String]
  /// Folders that could not be read, which may have had more.
  public var unreadable: [String]

  /// Finds the files in one walk, which enters only folders that can hold a match.
  ///
  /// Links to folders are followed, by `**` only where their files are not found without the link, so
  /// that none leads in a circle and no file is found twice.
  ///
  /// - Parameters:
  ///   - patterns: patterns as `Glob` reads them.
  ///   - folder: what relative patterns are relative to.
  public init(matching patterns: [String], in folder: String) {
    var walk = GlobWalk(
      patterns.map(Glob.alternatives),
      in: folder,
      takesFolders: false,
      followsLinks: true
    )
    walk.run()
    paths = walk.paths
    unmatched = patterns.indices.filter { !walk.hasMatch[$0] }.map { patterns[$0] }
    unreadable = walk.unreadable
  }
}
