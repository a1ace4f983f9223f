import StatisticsCore
import TestModel
import TestSupport
import Testing

@testable import Reporter

@Suite("Text from outside")
struct EscapingTests {
  static let hostile = [
    "<script>alert(1)</script>", "@everyone look", "a|b", "``` fence", "#123 and !45",
    "[x](javascript:alert(1))", "line\nbreak\r\nagain", "\u{1B}[2Jclear", "\u{202E}txt.exe",
    "\"quoted' &amp;", "https://evil.example/x", "-->", "</table>", "`", "``", "|", "\\", "",
    "a`\u{301}b", "<\u{338}b>", "@\u{301}e", "|\u{301}x",
  ]

  @Test("In Markdown it mentions nobody, closes nothing and opens no HTML", arguments: hostile)
  func markdownCode(text: String) {
    let code = MarkdownText.code(text)
    #expect(!code.contains { $0.isNewline })
    #expect(!code.unicodeScalars.contains { !isVisible($0) })
    guard !text.isEmpty else { return }
    // The fence is longer than any run of backticks inside, so that nothing within can end it.
    let scalars = Array(code.unicodeScalars)
    let fence = scalars.prefix { $0 == "`" }.count
    let inside = scalars.dropFirst(fence).dropLast(fence)
    #expect(scalars.suffix(fence).allSatisfy { $0 == "`" })
    var run = 0
    for scalar in inside {
      run = scalar == "`" ? run + 1 : 0
      #expect(run < fence)
    }
    var previous: Unicode.Scalar = " "
    for character in inside {
      if character == "|" { #expect(previous == "\\") }
      previous = character
    }
  }

  @Test("As prose it has no active character", arguments: hostile)
  func markdownProse(text: String) {
    let prose = MarkdownText.prose(text)
    let scalars = Array(prose.unicodeScalars)
    #expect(!scalars.contains("<") && !prose.contains { $0.isNewline })
    for (scalar, next) in zip(scalars, scalars.dropFirst())
    where "@#:".unicodeScalars.contains(scalar) {
      #expect(next == "\u{200B}")
    }
  }

  @Test("In HTML it is text, and only addresses of the web are links", arguments: hostile)
  func html(text: String) {
    let escaped: HTMLText = "\(text)"
    for character in "<>\"'" { #expect(!escaped.markup.contains(character)) }
    #expect(!HTMLText.link("javascript:\(text)", label: escaped).markup.contains("<a"))
    let link = HTMLText.link("https://x/\(text)\"onclick=\"", label: "l")
    #expect(!link.markup.contains("\"onclick"))
  }

  @Test("In CSV it is no formula, and reads back as it was")
  func csv() {
    #expect(
      CSVText.line(["=1+1", "-2.5", "a,b", "say \"hi\"", "plain"])
        == "'=1+1,-2.5,\"a,b\",\"say \"\"hi\"\"\",plain\r\n"
    )
    #expect(CSVText.line(["two\nlines", "@x"]) == "\"two\nlines\",'@x\r\n")
  }

  @Test("Text of any length is cut")
  func cuts() {
    let long = String(repeating: "x", count: 1_000_000)
    #expect(MarkdownText.code(long).count < 200)
    let html: HTMLText = "\(long)"
    #expect(html.markup.count <= 400)
  }
}

@Suite("Wording")
struct WordingTests {
  @Test(
    "Durations",
    arguments: [
      (0, "0 s"), (400, "0 s"), (850_000, "850 ms"), (12_400_000, "12.4 s"), (12_000_000, "12 s"),
      (59_960_000, "1 min"), (200_000_000, "3 min 20 s"), (9_000_000_000, "2.5 h"),
      (360_000_000_000, "100 h"),
    ]
  )
  func durations(microseconds: Int64, text: String) {
    #expect(humanDuration(Microseconds(microseconds)) == text)
  }

  @Test("Counts")
  func counts() {
    #expect(plural(1, "test") == "1 test")
    #expect(plural(12_345, "test") == "12,345 tests")
    #expect(grouped(-1234567) == "-1,234,567")
  }
}

@Suite("pytest's list")
struct PytestListTests {
  @Test(
    "Node IDs are put together from what reports say",
    arguments: [
      (
        TestID(
          classname: "tests.cart.test_a.TestCart",
          name: "test_x[1]",
          file: "tests/cart/test_a.py"
        ), "tests/cart/test_a.py::TestCart::test_x[1]"
      ),
      (
        TestID(classname: "tests.cart.test_a", name: "test_x", file: "tests/cart/test_a.py"),
        "tests/cart/test_a.py::test_x"
      ),
      (
        TestID(classname: "tests.cart.test_a.TestCart.TestInner", name: "test_x"),
        "tests/cart/test_a.py::TestCart::TestInner::test_x"
      ),
      (TestID(classname: "other", name: "test_x", file: "tests/cart/test_a.py"), nil),
      (TestID(classname: "", name: "test_x"), nil),
      (TestID(classname: "Cart", name: "adds", file: "cart.rb"), nil),
    ] as [(TestID, String?)]
  )
  func nodeIDs(id: TestID, expected: String?) { #expect(pytestNodeID(id) == expected) }
}
