public import TestModel

/// Which tests a rule is about.
public enum TestSelector: Sendable, Hashable {
  /// Tests whose files a pattern names, as a line of a CODEOWNERS file on GitHub does:
  /// `tests/billing/`, `*.spec.ts`, `/e2e/**/login*`.
  case path(String)
  /// Tests with `@word` in their name, as Playwright, Cypress and Cucumber write tags; the word is
  /// with or without its `@`.
  case tag(String)
  /// Tests of a user or team, with or without its `@`; case does not count, as on code hosts.
  case owner(String)
  /// Tests of this id or name, with or without their class; `*` stands for any text.
  case name(String)

  /// Whether it can select anything: a pattern of paths that names nothing cannot.
  public var isUsable: Bool {
    switch self {
    case .path(let pattern): PathPattern(pattern, syntax: .gitHub) != nil
    case .tag(let word), .owner(let word): !bare(word).isEmpty
    case .name(let name): !name.isEmpty
    }
  }

  /// Whether a test is one of those that are meant.
  ///
  /// - Parameters:
  ///   - test: the test.
  ///   - owners: who owns it.
  public func matches(_ test: RecordedTest, owners: [String]) -> Bool {
    switch self {
    case .path(let text):
      let segments = PathPattern.segments(of: test.testID.file)
      guard !segments.isEmpty, let pattern = PathPattern(text, syntax: .gitHub) else {
        return false
      }
      return pattern.matches(segments)
    case .tag(let word):
      let words = tags(in: [test.testID.suite, test.testID.classname, test.testID.name])
      return words.contains(bare(word))
    case .owner(let owner):
      let owner = bare(owner).lowercased()
      return owners.contains { bare($0).lowercased() == owner }
    case .name(let text):
      let names = [test.testID.displayName, test.testID.name, test.stableID]
      return names.contains { $0 == text || isMatch(Array($0.unicodeScalars), text) }
    }
  }
}

private func bare(_ word: String) -> String {
  word.hasPrefix("@") ? String(word.dropFirst()) : word
}

/// The words behind each `@` that begins a word.
private func tags(in texts: [String]) -> Set<String> {
  var tags: Set<String> = []
  for text in texts {
    var before: Character = " "
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "@", !isOfTag(before) {
        var tag = rest.prefix(while: isOfTag)
        while let last = tag.last, ".:".contains(last) { tag.removeLast() }
        if !tag.isEmpty { tags.insert(String(tag)) }
      }
      before = character
    }
  }
  return tags
}

private func isOfTag(_ character: Character) -> Bool {
  character.isLetter || character.isNumber || "_-.:/".contains(character)
}

/// Whether a pattern, in which `*` is any text, is all of a name.
///
/// Each `*` is only ever moved on, so that the time is at most the product of both lengths.
private func isMatch(_ name: [Unicode.Scalar], _ text: String) -> Bool {
  let pattern = Array(text.unicodeScalars)
  var (position, at) = (0, 0)
  var retry: (position: Int, at: Int)?
  while position < pattern.count || at < name.count {
    if position < pattern.count, pattern[position] == "*" {
      position += 1
      retry = (position, at)
    } else if position < pattern.count, at < name.count, pattern[position] == name[at] {
      (position, at) = (position + 1, at + 1)
    } else if let again = retry, again.at < name.count {
      retry = (again.position, again.at + 1)
      (position, at) = (again.position, again.at + 1)
    } else {
      return false
    }
  }
  return true
}
