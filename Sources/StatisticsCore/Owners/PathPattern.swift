/// A pattern of paths: `*` and `?` within a name, `**` across folders.
///
/// It is matched by names, and each `*` and `**` is only ever moved on, never tried again in all
/// combinations with those before it; so the time is at most the product of both lengths, whatever
/// a stranger writes.
struct PathPattern: Sendable, Hashable {
  private enum Part: Sendable, Hashable {
    /// Any number of folders, none as well.
    case folders
    /// One name.
    case name([Token])
  }

  private enum Token: Sendable, Hashable {
    case character(Unicode.Scalar)
    case anyCharacter
    case anyText
  }

  private var parts: [Part]
  /// Whether what matches may be a folder, with all that is below it.
  private var matchesBelow: Bool

  /// Reads a pattern; none for one that names nothing.
  ///
  /// In GitHub's syntax a pattern with a slash before its end is relative to the root, and one that
  /// names a folder owns what is below it, but for a final `*`. In GitLab's, only a pattern that
  /// begins with a slash is relative to the root, and a folder is named by a final slash.
  init?(_ pattern: String, syntax: CodeOwners.Syntax) {
    var names = pattern.unicodeScalars.split(separator: "/", omittingEmptySubsequences: false)
      .map { Array($0) }
    let namesFolder = names.count > 1 && names.last?.isEmpty == true
    if namesFolder { names.removeLast() }
    let isAnchored = syntax == .gitHub ? names.count > 1 : names.first?.isEmpty == true
    names.removeAll(where: \.isEmpty)
    guard let last = names.last else { return nil }
    parts = isAnchored ? [] : [.folders]
    parts += names.map { $0 == ["*", "*"] ? .folders : .name(PathPattern.tokens($0)) }
    let endsInFolders = parts.last == .folders
    // A final slash or `**` names what is below, which is at least one name.
    if namesFolder && !endsInFolders { parts.append(.folders) }
    if namesFolder || endsInFolders { parts.append(.name([.anyText])) }
    matchesBelow = syntax == .gitHub && !namesFolder && !endsInFolders && last != ["*"]
  }

  /// The names of a path, without what says that it is relative to the current folder.
  static func segments(of path: String) -> [[Unicode.Scalar]] {
    path.unicodeScalars.split(separator: "/").map { Array($0) }.filter { $0 != ["."] }
  }

  /// Whether a path, by names, is what the pattern means.
  func matches(_ path: [[Unicode.Scalar]]) -> Bool {
    var part = 0
    var name = 0
    var retry: (part: Int, name: Int)?
    while part < parts.count || name < path.count {
      if part == parts.count {
        if matchesBelow { return true }
      } else if parts[part] == .folders {
        part += 1
        retry = (part, name)
        continue
      } else if name < path.count, case .name(let tokens) = parts[part],
        PathPattern.matches(tokens, path[name])
      {
        part += 1
        name += 1
        continue
      }
      guard let again = retry, again.name < path.count else { return false }
      retry = (again.part, again.name + 1)
      (part, name) = (again.part, again.name + 1)
    }
    return true
  }

  private static func matches(_ tokens: [Token], _ name: [Unicode.Scalar]) -> Bool {
    var token = 0
    var position = 0
    var retry: (token: Int, position: Int)?
    while token < tokens.count || position < name.count {
      if token < tokens.count, tokens[token] == .anyText {
        token += 1
        retry = (token, position)
        continue
      }
      if token < tokens.count, position < name.count,
        tokens[token] == .anyCharacter || tokens[token] == .character(name[position])
      {
        token += 1
        position += 1
        continue
      }
      guard let again = retry, again.position < name.count else { return false }
      retry = (again.token, again.position + 1)
      (token, position) = (again.token, again.position + 1)
    }
    return true
  }

  private static func tokens(_ name: [Unicode.Scalar]) -> [Token] {
    var tokens: [Token] = []
    var isEscaped = false
    for scalar in name {
      if isEscaped {
        tokens.append(.character(scalar))
        isEscaped = false
        continue
      }
      switch scalar {
      case "\\": isEscaped = true
      case "*": if tokens.last != .anyText { tokens.append(.anyText) }
      case "?": tokens.append(.anyCharacter)
      default: tokens.append(.character(scalar))
      }
    }
    return tokens
  }
}
