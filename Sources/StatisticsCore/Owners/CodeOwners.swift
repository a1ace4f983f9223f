/// Who owns which files, as a CODEOWNERS file says.
///
/// Sources: GitHub Docs, "About code owners"; GitLab Docs, "Code Owners", "CODEOWNERS syntax".
public struct CodeOwners: Sendable, Hashable {
  /// Whose rules a file follows.
  public enum Syntax: Sendable, Hashable {
    /// GitHub: one list, patterns as in `.gitignore`.
    case gitHub
    /// GitLab: sections with default owners, and patterns that match whole paths.
    case gitLab
  }

  /// The longest pattern that is read, in bytes, which is the longest path that Linux opens.
  static let longestPattern = 4096

  private var sections: [Section] = []

  /// Reads a file; lines that are no rules are passed over, as the hosts do.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - syntax: whose rules it follows; GitLab's where it is not known and the file has sections.
  public init(_ text: String, syntax: Syntax? = nil) {
    let lines = text.split(whereSeparator: \.isNewline).map { trimmed($0) }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    let hasSections = lines.contains { SectionHeading($0) != nil }
    let syntax = syntax ?? (hasSections ? .gitLab : .gitHub)
    sections = [Section()]
    var positions: [String: Int] = [:]
    var current = 0
    var defaults: [String] = []
    for line in lines {
      if syntax == .gitLab, let heading = SectionHeading(line) {
        current = positions[heading.key] ?? sections.count
        if current == sections.count {
          positions[heading.key] = current
          sections.append(Section())
        }
        defaults = heading.owners
      } else if let rule = Rule(line, syntax: syntax, defaults: defaults) {
        sections[current].rules.append(rule)
      }
    }
  }

  /// Who owns a file: in each section the last rule that matches, each owner once, in the file's
  /// order; nobody where no rule matches, the last one names nobody, or one excludes the file.
  ///
  /// - Parameter path: the file, relative to the repository's root.
  public func owners(of path: String) -> [String] {
    let segments = PathPattern.segments(of: path)
    guard !segments.isEmpty else { return [] }
    var owners: [String] = []
    for section in sections where !section.excludes(segments) {
      let rule = section.rules.last { $0.pattern.matches(segments) }
      for owner in rule?.owners ?? [] where !owners.contains(owner) { owners.append(owner) }
    }
    return owners
  }

  private struct Section: Sendable, Hashable {
    var rules: [Rule] = []

    /// Whether any rule exempts a file: no later one of the section takes that back.
    func excludes(_ path: [[Unicode.Scalar]]) -> Bool {
      rules.contains { $0.isExclusion && $0.pattern.matches(path) }
    }
  }

  private struct Rule: Sendable, Hashable {
    var pattern: PathPattern
    var owners: [String]

    /// Whether the files have no owners by the section, whatever its other rules say.
    var isExclusion = false

    init?(_ line: Substring, syntax: Syntax, defaults: [String]) {
      let words = words(of: line, endsAtComment: syntax == .gitHub)
      guard var first = words.first, first.utf8.count <= longestPattern else { return nil }
      switch syntax {
      case .gitHub:
        // GitHub passes over lines with what it has no words for: negations, sets of characters, a
        // comment's sign that is escaped, and owners that are none.
        if first.hasPrefix("!") || first.hasPrefix("\\#") || hasSet(first) { return nil }
        guard words.dropFirst().allSatisfy(isOwner) else { return nil }
      case .gitLab:
        isExclusion = first.hasPrefix("!")
        if isExclusion { first.removeFirst() }
      }
      guard let pattern = PathPattern(first, syntax: syntax) else { return nil }
      self.pattern = pattern
      owners = words.dropFirst().filter(isOwner)
      if owners.isEmpty { owners = defaults }
    }
  }
}

/// Whether a pattern has a set of characters, such as `[ab]`.
private func hasSet(_ pattern: String) -> Bool {
  pattern.replacing("\\[", with: "").contains("[")
}

/// The line that begins a section of GitLab's syntax: `^[Name][2] @default-owner`.
private struct SectionHeading {
  /// The name in lower case: sections of one name are one.
  var key: String
  /// Who owns what the section's rules name without an owner.
  var owners: [String]

  init?(_ line: Substring) {
    var rest = line.hasPrefix("^") ? line.dropFirst() : line
    guard rest.first == "[", let close = rest.firstIndex(of: "]") else { return nil }
    key = rest[rest.index(after: rest.startIndex)..<close].lowercased()
    guard !key.isEmpty else { return nil }
    rest = rest[rest.index(after: close)...]
    if rest.first == "[", let end = rest.firstIndex(of: "]") {
      rest = rest[rest.index(after: end)...]
    }
    owners = words(of: rest, endsAtComment: false).filter(isOwner)
  }
}

/// A user, a team, a role or an address; anything else is a slip.
private func isOwner(_ word: String) -> Bool { word.contains("@") && word != "@" }

private func trimmed(_ line: Substring) -> Substring {
  var line = line
  while let first = line.first, first.isWhitespace || first == "\u{FEFF}" { line.removeFirst() }
  while let last = line.last, last.isWhitespace, !line.dropLast().hasSuffix("\\") {
    line.removeLast()
  }
  return line
}

/// The words of a line; a backslash keeps the character after it in its word.
///
/// - Parameter endsAtComment: whether a word that begins with `#` ends the line, as on GitHub; GitLab
///   reads the owners in what follows.
private func words(of line: Substring, endsAtComment: Bool) -> [String] {
  var words: [String] = []
  var word = ""
  var isEscaped = false
  for character in line {
    if isEscaped {
      word.append(character)
      isEscaped = false
    } else if character.isWhitespace {
      if !word.isEmpty { words.append(word) }
      word = ""
    } else if endsAtComment && character == "#" && word.isEmpty {
      return words
    } else {
      isEscaped = character == "\\"
      word.append(character)
    }
  }
  return word.isEmpty ? words : words + [word]
}
