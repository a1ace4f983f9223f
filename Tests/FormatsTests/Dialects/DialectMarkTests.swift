import TestModel
import Testing

@testable import Formats

@Suite("The marks of producers")
struct DialectMarkTests {
  @Test("Each producer that is known has a fixture, or is a linter like those that have one")
  func allHaveFixtures() {
    let shown = Set(DialectFixture.all.map(\.producer))
    for dialect in Dialect.all where !dialect.isCheck {
      #expect(shown.contains(dialect.producer), "\(dialect.producer)")
    }
    #expect(Dialect.all.filter { $0.isCheck && shown.contains($0.producer) }.count > 20)
  }

  @Test("A report that shows nothing is nobody's")
  func nothingIsUnknown() {
    #expect(DialectEvidence().dialect.producer == "unknown")
    #expect(Dialect.all.allSatisfy { !$0.isRecognized(DialectEvidence()) })
  }

  @Test(
    "A shape is a list of attributes in their order, some of which may be missing",
    arguments: [
      (" name tests time", true), (" name tests", true), (" name time", false),
      (" tests name", false),
      (" name tests time id", false), (" name testsuite", false), ("", false),
      (" nam tests", false),
    ]
  )
  func matchesShapes(shape: String, isShaped: Bool) {
    var element = DialectEvidence.Element(name: "testsuite")
    for name in shape.split(separator: " ") { element.add(String(name), "1") }
    #expect(element.isShaped("name tests time?") == isShaped)
  }

  @Test(
    "A path is a text with a folder or an ending",
    arguments: [
      ("src/cart.test.ts", true), ("cart.spec.ts", true), ("tests\\cart.py", true), ("Cart", false),
      ("Cart adds 1.5 items", false), ("", false), (".", false), ("http://host/x", false),
      ("com.acme.CartTests", false),
    ]
  )
  func knowsPaths(text: String, isPath: Bool) { #expect(looksLikePath(text) == isPath) }

  @Test("The number of an attempt is taken out of a name, and nothing that only looks like one")
  func stripsNumbers() {
    let total = Dialect.Numbering.ofTotal
    #expect(total.stripped("testA (attempt 2 of 3)") == "testA")
    #expect(
      total.stripped("testA with data set #0 (repetition 10 of 12)") == "testA with data set #0"
    )
    for name in ["testA", "testA (attempt of 3)", "testA (2 of 3)", "(attempt a of b)", "", ")"] {
      #expect(total.stripped(name) == nil)
    }
    #expect(Dialect.Numbering.begin.stripped("begin 2 a b  c") == "a b  c")
    for name in ["begin", "begin 2", "begin two a", "starts 2 a", ""] {
      #expect(Dialect.Numbering.begin.stripped(name) == nil)
    }
    #expect(Dialect.Numbering.none.stripped("begin 1 a (attempt 1 of 2)") == nil)
  }

  @Test("What stands behind a path is taken off it")
  func splitsPaths() {
    let line = Dialect.PathForm.withLine
    #expect(line.split("test/cart_test.exs:12")?.path == "test/cart_test.exs")
    #expect(line.split("test/cart_test.exs:12")?.line == 12)
    for text in ["a.exs", "a.exs:", ":12", "a.exs:x", "a.exs:0", "C:\\a.exs", ""] {
      #expect(line.split(text) == nil)
    }
    #expect(Dialect.PathForm.withName.split("tests/A.php::it adds::x")?.path == "tests/A.php")
    #expect(Dialect.PathForm.withName.split("tests/A.php") == nil)
  }
}
