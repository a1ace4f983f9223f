import Foundation
import Ingester
import TestSupport
import Testing

/// Patterns made at random, each with a regular expression that means the same, match the same files.
@Suite("Globs against regular expressions")
struct GlobPropertyTests {
  /// A pattern and the regular expression that it stands for.
  private struct Pattern {
    var glob = ""
    var regex = ""

    static func + (left: Pattern, right: Pattern) -> Pattern {
      Pattern(glob: left.glob + right.glob, regex: left.regex + right.regex)
    }
  }

  private static let letters = Array("ab.-")

  private func letter(_ random: inout SeededRandom) -> String {
    String(Self.letters.randomElement(using: &random) ?? "a")
  }

  /// A part of a name, which never makes it `.`, `..` or `**`: they are no names.
  private func part(_ random: inout SeededRandom, depth: Int = 0) -> Pattern {
    let text = letter(&random)
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1, 2: return Pattern(glob: "*a", regex: "[^/]*a")
    case 3: return Pattern(glob: "?", regex: "[^/]")
    case 4:
      return Pattern(
        glob: "[a\(text)]",
        regex: "[a\\\(text)]".replacing("\\b", with: "b").replacing("\\a", with: "a")
      )
    case 5: return Pattern(glob: "[!a-b]", regex: "[^a-b/]")
    case 6: return Pattern(glob: "[^.]", regex: "[^./]")
    case 7, 8:
      guard depth < 3 else { return Pattern() }
      let left = name(&random, depth: depth + 1)
      let right = name(&random, depth: depth + 1)
      return Pattern(
        glob: "{\(left.glob),\(right.glob)}",
        regex: "(?:\(left.regex)|\(right.regex))"
      )
    case 9: return Pattern(glob: "\\\(text)b", regex: "[\(text)]b")
    default: return Pattern(glob: text + "b", regex: "[\(text)]b")
    }
  }

  private func name(_ random: inout SeededRandom, depth: Int = 0) -> Pattern {
    (0..<Int.random(in: 1...3, using: &random)).reduce(Pattern()) { pattern, _ in
      pattern + part(&random, depth: depth)
    }
  }

  private func pattern(_ random: inout SeededRandom) -> Pattern {
    var pattern = Pattern()
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      switch Int.random(in: 0..<4, using: &random) {
      case 0, 1: pattern = pattern + Pattern(glob: "**/", regex: "(?:[^/]+/)*")
      case 2: pattern = pattern + Pattern(glob: "*/", regex: "[^/]*/")
      default: pattern = pattern + name(&random) + Pattern(glob: "/", regex: "/")
      }
    }
    return Int.random(in: 0..<5, using: &random) == 0
      ? pattern + Pattern(glob: "**", regex: "(?:[^/]+/)*[^/]+") : pattern + name(&random)
  }

  private func files(_ random: inout SeededRandom) -> Set<String> {
    func name(_ random: inout SeededRandom) -> String {
      String(
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
          Self.letters.randomElement(using: &random) ?? "a"
        }
      )
    }
    var files: Set<String> = []
    for _ in 0..<80 {
      // Folders end in a letter that no file ends in, so that none is both.
      let folders = (0..<Int.random(in: 0...3, using: &random)).map { _ in name(&random) + "b" }
      files.insert((folders + [name(&random) + "a"]).joined(separator: "/"))
    }
    return files
  }

  @Test("A hundred patterns alone, and all together")
  func agrees() throws {
    var random = SeededRandom(seed: 7)
    try withTemporaryFolder { folder in
      let files = files(&random)
      for file in files { try folder.write("", to: file) }
      let path = folder.path(percentEncoded: false)
      var globs: [String] = []
      var all: Set<String> = []
      for _ in 0..<100 {
        let pattern = pattern(&random)
        let regex = try Regex(pattern.regex)
        let expected = files.filter { $0.wholeMatch(of: regex) != nil }
        let found = GlobbedFiles(matching: [pattern.glob], in: path)
        #expect(Set(found.paths) == expected, "\(pattern.glob) as \(pattern.regex)")
        #expect(Set(Glob(pattern.glob).matches(in: path)).intersection(files) == expected)
        #expect(found.unmatched.isEmpty == !expected.isEmpty)
        globs.append(pattern.glob)
        all.formUnion(expected)
      }
      #expect(all.count > 30)
      #expect(
        GlobbedFiles(matching: globs, in: path).paths
          == all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      )
    }
  }
}
