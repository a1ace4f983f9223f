import Foundation

/// A file pattern with doublestar's rules: `*` and `?` stay within a folder, `**` crosses folders,
/// `[a-z]` and `[!a-z]` are classes, `{a,b}` are alternatives, and `\` takes the meaning from the
/// next character.
public struct Glob: Sendable {
  private let alternatives: [[Segment]]

  private enum Segment: Sendable {
    case literal(String)
    case anyFolders
    case pattern(WildcardPattern)
  }

  /// Reads a pattern.
  public init(_ pattern: String) {
    alternatives = Glob.expandingBraces(Array(pattern)).map { alternative in
      alternative.split(separator: "/", omittingEmptySubsequences: false).map { segment in
        if segment == "**" { return .anyFolders }
        let wildcard = WildcardPattern(Array(segment))
        return wildcard.literal.map { .literal($0) } ?? .pattern(wildcard)
      }
    }
  }

  /// Whether text holds any character that has a meaning in a pattern.
  public static func isPattern(_ text: String) -> Bool {
    text.contains { "*?[{".contains($0) }
  }

  /// The paths that match, sorted, each once; folders only where the last segment names them.
  public func matches(in folder: String) -> [String] {
    var found: Set<String> = []
    for segments in alternatives {
      let isAbsolute = segments.first.map { if case .literal("") = $0 { true } else { false } }
      let rest = isAbsolute == true ? segments.dropFirst() : segments[...]
      let start = isAbsolute == true ? "/" : ""
      walk(rest, prefix: start, folder: folder, into: &found)
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func walk(
    _ segments: ArraySlice<Segment>,
    prefix: String,
    folder: String,
    into found: inout Set<String>
  ) {
    guard let segment = segments.first else { return }
    let rest = segments.dropFirst()
    switch segment {
    case .literal(let name):
      let path = prefix + name
      guard exists(path, in: folder) else { return }
      step(path, rest, folder: folder, into: &found)
    case .pattern(let pattern):
      for name in entries(of: prefix, in: folder) where pattern.matches(Array(name)) {
        step(prefix + name, rest, folder: folder, into: &found)
      }
    case .anyFolders:
      if !rest.isEmpty { walk(rest, prefix: prefix, folder: folder, into: &found) }
      for name in entries(of: prefix, in: folder) where name != ".git" {
        let path = prefix + name
        if isFolder(path, in: folder) {
          walk(segments, prefix: path + "/", folder: folder, into: &found)
        } else if rest.isEmpty {
          found.insert(path)
        }
      }
    }
  }

  private func step(
    _ path: String,
    _ rest: ArraySlice<Segment>,
    folder: String,
    into found: inout Set<String>
  ) {
    if rest.isEmpty {
      found.insert(path)
    } else if isFolder(path, in: folder) {
      walk(rest, prefix: path + "/", folder: folder, into: &found)
    }
  }

  private func absolute(_ path: String, in folder: String) -> String {
    path.hasPrefix("/") ? path : folder + "/" + path
  }

  private func exists(_ path: String, in folder: String) -> Bool {
    FileManager.default.fileExists(atPath: absolute(path, in: folder))
  }

  private func isFolder(_ path: String, in folder: String) -> Bool {
    // A link to a folder may lead in a circle, so links are not followed.
    let attributes = try? FileManager.default.attributesOfItem(atPath: absolute(path, in: folder))
    return attributes?[.type] as? FileAttributeType == .typeDirectory
  }

  private func entries(of path: String, in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: absolute(path, in: folder))) ?? []
  }

  /// `a{b,c}d` as `abd` and `acd`; braces nest, and one that is not closed stands for itself.
  private static func expandingBraces(_ pattern: [Character]) -> [String] {
    guard let open = pattern.firstIndex(of: "{") else { return [String(pattern)] }
    var depth = 0
    var parts: [[Character]] = [[]]
    for index in pattern[open...].indices {
      let character = pattern[index]
      if character == "{" { depth += 1 }
      if character == "}" { depth -= 1 }
      if depth == 0 {
        let tails = expandingBraces(Array(pattern[(index + 1)...]))
        return parts.flatMap { part in
          expandingBraces(part).flatMap { middle in
            tails.map { String(pattern[..<open]) + middle + $0 }
          }
        }
      }
      if depth == 1, character == "," {
        parts.append([])
      } else if depth > 1 || character != "{" {
        parts[parts.count - 1].append(character)
      }
    }
    return [String(pattern)]
  }
}

/// A pattern for one name, without folders.
struct WildcardPattern: Sendable {
  private enum Part: Sendable {
    case character(Character)
    case anyCharacter
    case anyCharacters
    case oneOf([ClosedRange<Character>], isNegated: Bool)
  }

  private let parts: [Part]

  init(_ pattern: [Character]) {
    var parts: [Part] = []
    var rest = pattern[...]
    while let character = rest.popFirst() {
      switch character {
      case "*": parts.append(.anyCharacters)
      case "?": parts.append(.anyCharacter)
      case "[":
        if let (part, length) = WildcardPattern.characterClass(rest) {
          parts.append(part)
          rest = rest.dropFirst(length)
        } else {
          parts.append(.character("["))
        }
      case "\\": parts.append(.character(rest.popFirst() ?? "\\"))
      default: parts.append(.character(character))
      }
    }
    self.parts = parts
  }

  /// The one name that matches, where there is only one.
  var literal: String? {
    var name = ""
    for part in parts {
      guard case .character(let character) = part else { return nil }
      name.append(character)
    }
    return name
  }

  /// Whether the whole name matches.
  ///
  /// Time grows with the product of the lengths at most.
  func matches(_ name: [Character]) -> Bool {
    var part = 0
    var position = 0
    var afterStar: (part: Int, position: Int)?
    while position < name.count {
      if part < parts.count, case .anyCharacters = parts[part] {
        part += 1
        afterStar = (part, position)
      } else if part < parts.count, matchesOne(parts[part], name[position]) {
        part += 1
        position += 1
      } else if let star = afterStar {
        part = star.part
        position = star.position + 1
        afterStar = (part, position)
      } else {
        return false
      }
    }
    return parts[part...].allSatisfy { if case .anyCharacters = $0 { true } else { false } }
  }

  private func matchesOne(_ part: Part, _ character: Character) -> Bool {
    switch part {
    case .character(let expected): expected == character
    case .anyCharacter: true
    case .anyCharacters: false
    case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(character) } != isNegated
    }
  }

  /// Reads `a-z]` behind a `[`; none where it is not closed.
  private static func characterClass(_ rest: ArraySlice<Character>) -> (Part, Int)? {
    guard let end = rest.dropFirst().firstIndex(of: "]") else { return nil }
    var body = rest[rest.startIndex..<end]
    let isNegated = body.first == "!" || body.first == "^"
    if isNegated { body = body.dropFirst() }
    var ranges: [ClosedRange<Character>] = []
    while let low = body.popFirst() {
      if body.first == "-", let high = body.dropFirst().first, low <= high {
        ranges.append(low...high)
        body = body.dropFirst(2)
      } else {
        ranges.append(low...low)
      }
    }
    return (.oneOf(ranges, isNegated: isNegated), end - rest.startIndex + 1)
  }
}
