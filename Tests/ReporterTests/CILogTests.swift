import Foundation
import StatisticsCore
import TestModel
import TestSupport
import Testing

@testable import Reporter

@Suite("The log of a CI")
struct CILogTests {
  static let now = Timestamp(seconds: 1_800_000_000)
  private static let place = CILogAnnotation.Place(
    root: "/build/a;b]",
    path: "tests/a,b:c%.py",
    line: 7
  )

  private func line(_ syntax: CILogSyntax, _ level: CILogAnnotation.Level = .error) -> String? {
    syntax.line(
      CILogAnnotation(level, "50 % of 'a|b' [é𝄞]\n::x", title: "A: b, c", place: Self.place)
    )
  }

  @Test("What is not looked at closely is what a close look leaves as it is")
  func looksClosely() {
    let pieces = [
      "#", "##", "[", "vso[", ":", "::", "-", "---", "+++ ", "~~~", "^^^ ", " ", "\t", "\n", "\r",
      "\r\n", "a", "é", "\u{AD}", "\u{200B}", "\u{85}", "\u{A0}", "\u{2003}", "\u{7F}", "\u{1B}",
      "…",
    ]
    let pairs = pieces.flatMap { first in pieces.map { first + $0 } }
    let texts = pairs.flatMap { pair in pieces.map { pair + $0 } }
    var changed = 0
    for text in texts {
      let close = InertText(text).broken
      #expect(inertLogText(text).unicodeScalars.elementsEqual(close.unicodeScalars))
      if close != text { changed += 1 }
    }
    #expect(changed > 1000)
  }

  @Test("Each CI has escapes of its own")
  func escapes() {
    #expect(
      line(.github)
        == "::error file=tests/a%2Cb%3Ac%25.py,line=7,title=A%3A b%2C c::50 %25 of 'a|b' [é𝄞] ::x"
    )
    #expect(line(.github, .notice)?.hasPrefix("::notice ") == true)
    #expect(
      line(.azure)
        == "##vso[task.logissue type=error;sourcepath=/build/a%3Bb%5D/tests/a,b:c%AZP25.py;"
        + "linenumber=7;]50 %AZP25 of 'a|b' [é𝄞] ::x"
    )
    #expect(
      line(.teamcity, .warning)
        == "##teamcity[message text='50 % of |'a||b|' |[|0x00e9|0xd834|0xdd1e|] ::x' "
        + "status='WARNING']"
    )
    #expect(line(.azure, .notice) == nil && line(.teamcity, .notice) == nil)
    #expect(line(.gitlab) == nil && line(.buildkite) == nil)
  }

  @Test("A place without a line has none, and an annotation without a place has no file")
  func places() {
    let place = CILogAnnotation.Place(root: "/r", path: "a.py")
    let annotation = CILogAnnotation(.warning, "m", title: "t", place: place)
    #expect(CILogSyntax.github.line(annotation) == "::warning file=a.py,title=t::m")
    #expect(
      CILogSyntax.azure.line(CILogAnnotation(.error, "m", title: "t"))
        == "##vso[task.logissue type=error;]m"
    )
  }

  @Test("Of too many annotations the gravest come first, and the last one counts the others")
  func isBounded() {
    let annotations = (1...25).flatMap { number in
      [
        CILogAnnotation(.notice, "n\(number)", title: "t"),
        CILogAnnotation(.error, "e\(number)", title: "t"),
      ]
    }
    let lines = CILogSyntax.github.lines(annotations)
    #expect(lines.count == 20)
    #expect(lines.prefix(9).map { $0.suffix(2) } == (1...9).map { "e\($0)" })
    #expect(lines[9] == "::error title=t::… and 16 more." && lines[10].hasSuffix("n1"))
    #expect(CILogSyntax.github.lines(Array(annotations.prefix(20))).count == 20)
    #expect(CILogSyntax.gitlab.lines(annotations).isEmpty)
  }

  @Test("What GitHub's runner reads is what was written", arguments: namesThatCommand)
  func gitHubReads(name: String) throws {
    let place = CILogAnnotation.Place(root: "/r", path: name, line: 3)
    let line = try #require(
      CILogSyntax.github.line(CILogAnnotation(.error, name, title: name, place: place))
    )
    #expect(!line.contains { $0.isNewline })
    // As `ActionCommand.TryParseV2` reads it.
    let parts = line.dropFirst(2).split(separator: "::", maxSplits: 1)
    let words = try #require(parts.first).split(separator: " ", maxSplits: 1)
    #expect(words.first == "error")
    let properties = words[1].split(separator: ",").map { $0.split(separator: "=", maxSplits: 1) }
    #expect(properties.map(\.first) == ["file", "line", "title"])
    let file = properties[0].count > 1 ? String(properties[0][1]) : ""
    #expect(unescaped(file) == name)
    let message = parts.count > 1 ? String(parts[1]) : ""
    #expect(unescaped(message) == InertText.line(name))
  }

  private func unescaped(_ text: String) -> String {
    [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")]
      .reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1, options: .literal) }
  }

  @Test("Azure and TeamCity find one command in a line, which ends where it should")
  func oneCommandALine() throws {
    for name in namesThatCommand {
      let annotation = CILogAnnotation(.error, name, title: name, place: Self.place)
      let azure = try #require(CILogSyntax.azure.line(annotation))
      #expect(LogCommand.found(inText: azure).count == 1, "\(azure)")
      #expect(azure.hasPrefix("##vso[task.logissue type=error;sourcepath="))
      let teamCity = try #require(CILogSyntax.teamcity.line(annotation))
      #expect(LogCommand.found(inText: teamCity).count == 1, "\(teamCity)")
      #expect(teamCity.hasSuffix("' status='ERROR']"))
    }
  }

  @Test("A group begins and ends with the only commands in it", arguments: CILogSyntax.allCases)
  func groups(syntax: CILogSyntax) throws {
    let plain = syntax.group("Excused: 2 more", "  - a\n  - b\n", now: Self.now)
    try expectGolden(plain, "ci-log/group-\(syntax.rawValue).txt")
    let commands = LogCommand.found(inText: plain).count
    #expect(commands == (syntax == .buildkite ? 1 : 2))
    for name in namesThatCommand {
      let group = syntax.group(name, name + "\n", now: Self.now)
      #expect(LogCommand.found(inText: group).count == commands, "\(group.debugDescription)")
    }
  }
}

@Suite("Text in a log")
struct InertTextTests {
  @Test("Nothing of it is obeyed, however it is hidden", arguments: namesThatCommand)
  func isInert(name: String) {
    let text = inertLogText(name)
    #expect(LogCommand.found(inText: text).isEmpty, "\(text.debugDescription)")
    #expect(inertLogText(text) == text)
    #expect(LogCommand.found(inText: InertText.line(name)).isEmpty)
  }

  @Test("The corpus is of names that are obeyed")
  func corpus() {
    let obeyed = namesThatCommand.count { !LogCommand.found(inText: $0).isEmpty }
    #expect(obeyed * 5 > namesThatCommand.count * 4)
  }

  @Test(
    "Text of which nothing is obeyed stays as it is",
    arguments: [
      "", "tests.cart::test_a\n", "  - a::b: c\n\n# Title\n## More\n---\n| a |\n|---|\n",
      "a,b\r\n\"x\",y\r\n", "{\"a\": \"::b\", \"c\": [1]}\n", "a --- b +++ c\n----\n", "a\tb",
      "<a href=\"#x\">é𝄞 e\u{301}</a>", "##", ": : a", "# # [x]", "a ## b [c]",
    ]
  )
  func isUnchanged(text: String) { #expect(inertLogText(text) == text) }

  @Test("Random text is inert, and loses no visible character")
  func random() {
    var random = SeededRandom(seed: 7)
    let pieces = [
      "#", "##", "[", ":", "::", "vso", "teamcity", "-", "---", "+", "\n", "\r", "\u{1B}", " ",
      "\u{200B}", "a", "section_start:1:a", "[0K", "\u{A0}", "~~~", "^^^", "]",
    ]
    for _ in 0..<3000 {
      let text = (0..<Int.random(in: 1...12, using: &random))
        .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
      let inert = inertLogText(text)
      #expect(LogCommand.found(inText: inert).isEmpty, "\(text.debugDescription)")
      func visible(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { isVisible($0) && $0 != " " }))
      }
      #expect(visible(inert) == visible(text))
    }
  }

  @Test("JSON in a log is inert, and the same value")
  func json() throws {
    for pretty in [true, false] {
      let text = try jsonText(namesThatCommand, pretty: pretty)
      #expect(LogCommand.found(inText: text).isEmpty)
      #expect(inertLogText(text) == text)
      #expect(try JSONDecoder().decode([String].self, from: Data(text.utf8)) == namesThatCommand)
    }
    #expect(try jsonText(["## title"], pretty: false) == "[\"## title\"]\n")
  }
}
