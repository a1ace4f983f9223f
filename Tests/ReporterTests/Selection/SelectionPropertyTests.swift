import Reporter
import TestSupport
import Testing

/// Reads what was rendered back as the runner does, and looks which of many names it selects.
@Suite("Selections name exactly what was selected")
struct SelectionPropertyTests {
  /// A runner's own reading of a selection.
  struct Runner: Sendable, CustomTestStringConvertible {
    var format: SelectionFormat
    var kind: ItemKind
    /// Names made of what the runner gives a meaning.
    var name: @Sendable (inout SeededRandom) -> String
    /// The lines, read once, as a question about a name.
    var reading: @Sendable ([String]) throws -> (String) throws -> Bool
    var testDescription: String { "\(format.rawValue), \(kind.rawValue)" }
  }

  static let runners: [Runner] = [
    Runner(format: .go, kind: .testname, name: goTest) { lines in
      let pattern = try GoPattern(String(lines[0].dropFirst("-run=".count)))
      return { pattern.matches($0) }
    },
    Runner(format: .swift, kind: .testname, name: { "Mod.Suite/`" + hostile(&$0) + "`()" }) {
      lines in
      let filters = try lines.map { try Regex(String($0.dropFirst("--filter=".count))) }
      return { name in filters.contains { (name + "/File.swift:1:2").firstMatch(of: $0) != nil } }
    },
    Runner(format: .jest, kind: .testname, name: { hostile(&$0).lowercased() }) { lines in
      let regex = try Regex(String(lines[0].dropFirst("--testNamePattern=".count))).ignoresCase()
      return { $0.firstMatch(of: regex) != nil }
    },
    Runner(format: .rspec, kind: .testname, name: { hostile(&$0) }) { lines in
      let regex = try Regex(String(lines[0].dropFirst("--example-matches=".count)))
      return { $0.firstMatch(of: regex) != nil }
    },
    Runner(format: .phpunit, kind: .testname, name: { "A::" + hostile(&$0) }) { lines in
      let regex = try Regex(String(lines[0].dropFirst("--filter=/".count).dropLast()))
      return { $0.firstMatch(of: regex) != nil }
    },
    Runner(format: .phpunit, kind: .classname, name: { #"N\"# + word(&$0) }) { lines in
      let regex = try Regex(String(lines[0].dropFirst("--filter=/".count).dropLast()))
      return { ($0 + "::test").firstMatch(of: regex) != nil }
    },
    Runner(format: .playwright, kind: .filename, name: { hostile(&$0) }) { lines in
      let regexes = try lines.map { try Regex(String($0.dropFirst().dropLast())) }
      return { path in
        regexes.contains { (path.hasPrefix("/") ? path : "/w/" + path).firstMatch(of: $0) != nil }
      }
    },
    Runner(format: .gradle, kind: .testname, name: { "a.B#" + hostile(&$0) }) { lines in
      let patterns = lines.map { String($0.dropFirst("--tests=".count)) }
      return { name in
        name.hasPrefix("a.B#") && !name.contains("*")
          && patterns.contains("a.B." + name.dropFirst(4))
      }
    },
    Runner(format: .surefire, kind: .testname, name: { "a." + word(&$0) + "#" + hostile(&$0) }) {
      lines in
      let tests = lines[0].dropFirst("-Dtest=".count).split(separator: ",").flatMap { part in
        let name = part.split(separator: "#", maxSplits: 1)
        return name[1].split(separator: "+").map { "\(name[0])#\($0)" }
      }
      return { tests.contains($0) && !$0.contains { "*?!".contains($0) } }
    },
    Runner(format: .nextest, kind: .testname, name: { hostile(&$0).replacing(" ", with: "_") }) {
      lines in
      let names = lines.map { unescaped($0.dropFirst("-E=test(=".count).dropLast(), by: "\\") }
      return { names.contains($0) }
    },
    Runner(format: .dotnet, kind: .testname, name: { "n." + hostile(&$0).lowercased() }) { lines in
      let terms = split(lines[1], at: "|").map { term in
        unescaped(term.dropFirst("FullyQualifiedName=".count), by: "\\").replacing("%2C", with: ",")
      }
      return { terms.contains($0) }
    },
  ]

  @Test(
    "Whatever characters the names have, and however much their neighbors are like them",
    arguments: runners
  )
  func exact(_ runner: Runner) throws {
    var random = SeededRandom(seed: 14)
    var accepted = 0
    for _ in 0..<150 {
      var chosen: [String] = []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let name = runner.name(&random)
        // A name that the runner has no words for is refused, never printed wrongly.
        guard (try? selection(of: [name], kind: runner.kind, as: runner.format)) != nil else {
          continue
        }
        if !chosen.contains(where: { $0.utf8.elementsEqual(name.utf8) }) { chosen.append(name) }
      }
      guard !chosen.isEmpty,
        let lines = try? selection(of: chosen, kind: runner.kind, as: runner.format).lines
      else { continue }
      accepted += chosen.count
      let isSelected = try runner.reading(lines)
      for name in chosen { #expect(try isSelected(name), "\(name) is not in \(lines)") }
      for name in chosen.flatMap({ neighbors(of: $0, runner, &random) })
      where !chosen.contains(name) {
        #expect(try !isSelected(name), "\(name) is in \(lines)")
      }
    }
    #expect(accepted > 100)
  }

  /// Names that differ from one by little: in a character, in length, in case.
  private func neighbors(of name: String, _ runner: Runner, _ random: inout SeededRandom)
    -> [String]
  {
    let characters = Array(name)
    let at = Int.random(in: 0..<characters.count, using: &random)
    var shorter = characters
    shorter.remove(at: at)
    var other = characters
    other[at] = "x"
    var longer = characters
    longer.insert("y", at: at)
    let twice = characters + characters
    return [shorter, other, longer, twice, characters + ["z"], ["z"] + characters].map {
      String($0)
    }
    .filter { runner.format != .playwright || !$0.hasSuffix("/" + name.replacing("./", with: "")) }
  }

  private static func hostile(_ random: inout SeededRandom) -> String {
    let characters = Array(#"ab.|()[]{}^$*+?\-#'"ü😀,:!~=&%/ 1"#)
    let count = Int.random(in: 1...7, using: &random)
    return String((0..<count).map { _ in characters.randomElement(using: &random) ?? "a" })
  }

  private static func word(_ random: inout SeededRandom) -> String {
    String(
      (0..<Int.random(in: 1...3, using: &random)).map { _ in
        Array("ABC").randomElement(using: &random) ?? "A"
      }
    )
  }

  /// A test, or a subtest of one that is not chosen itself, which would run all its subtests.
  private static func goTest(_ random: inout SeededRandom) -> String {
    guard Bool.random(using: &random) else { return "Test" + word(&random) }
    let name = hostile(&random).replacing(" ", with: "_").replacing("/", with: "|")
    return "TestOf" + word(&random) + "/" + name
  }

  private static func split(_ text: String, at separator: Character) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == "\\" {
        index = text.index(after: index)
      } else if text[index] == separator {
        parts.append(text[start..<index])
        start = text.index(after: index)
      }
      index = text.index(after: index)
    }
    return parts + [text[start...]]
  }

  private static func unescaped(_ text: some StringProtocol, by escape: Character) -> String {
    var plain = ""
    var isEscaped = false
    for character in text {
      if character == escape, !isEscaped {
        isEscaped = true
      } else {
        plain.append(character)
        isEscaped = false
      }
    }
    return plain
  }
}

/// Go's reading of `-run`: `splitRegexp` and `matches` in testing/match.go of Go 1.19.
private struct GoPattern {
  private var alternatives: [[Regex<AnyRegexOutput>]] = []

  init(_ pattern: String) throws {
    var chains: [[String]] = [[""]]
    var brackets = 0
    var parentheses = 0
    var isEscaped = false
    for character in pattern {
      if !isEscaped {
        switch character {
        case "[": brackets += 1
        case "]": brackets = max(0, brackets - 1)
        case "(" where brackets == 0: parentheses += 1
        case ")" where brackets == 0: parentheses -= 1
        case "/" where brackets == 0 && parentheses == 0:
          chains[chains.count - 1].append("")
          continue
        case "|" where brackets == 0 && parentheses == 0:
          chains.append([""])
          continue
        default: break
        }
      }
      isEscaped = character == "\\" && !isEscaped
      chains[chains.count - 1][chains[chains.count - 1].count - 1].append(character)
    }
    alternatives = try chains.map { try $0.map { try Regex($0) } }
  }

  /// Whether the test itself runs; a parent that runs for its subtests alone does not count.
  func matches(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return alternatives.contains { chain in
      parts.count >= chain.count && zip(parts, chain).allSatisfy { $0.firstMatch(of: $1) != nil }
    }
  }
}
