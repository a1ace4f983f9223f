import Foundation
import Formats
import Ingester
import TestModel
import TestSupport
import Testing

@Suite("Names, messages and paths")
struct TextAndPathTests {
  @Test(
    "Failures that differ in what changes from run to run have one signature",
    arguments: [
      (
        "timed out after 31.2s waiting for 0x7f3a9c001e40",
        "timed out after <n>s waiting for <address>"
      ),
      ("connect 10.0.0.7:5432 refused", "connect <n>:<n> refused"),
      ("no file /tmp/pytest-of-root/pytest-12/a.txt here", "no file <path> here"),
      ("at 2026-10-23T08:41:52.123Z: gone", "at <time>: gone"),
      ("key 550e8400-e29b-41d4-a716-446655440000 missing", "key <uuid> missing"),
      ("commit 9fceb02d0ae598e95dc970b74767f19372d61af8 lost", "commit <hex> lost"),
      ("expected 3, got 4.", "expected <n>, got <n>."),
      ("test2 and utf8 stay", "test2 and utf8 stay"),
      ("\u{1B}[31mred\u{1B}[0m text", "red text"),
    ]
  )
  func foldsMessages(message: String, folded: String) {
    #expect(foldingVolatileParts(message, keepingNumbers: false) == folded)
  }

  @Test("Names keep their numbers and lose their addresses")
  func foldsNames() {
    let id = TestID(
      suite: "s",
      classname: "c",
      name: "test_item[10-<object at 0x7f3a9c001e40>]",
      file: "./tests/a.py"
    )
    let kept = identityRules(repo: nil, checkoutFolders: []).applied(to: id)
    #expect(kept.name == "test_item[10-<object at <address>>]")
    #expect(kept.file == "tests/a.py")
  }

  @Test(
    "Paths are relative to the checkout, with slashes",
    arguments: [
      ("./a/b.py", "a/b.py"), ("/work/app/a/b.py", "a/b.py"), ("a\\b.cs", "a/b.cs"),
      ("/elsewhere/b.py", "/elsewhere/b.py"), ("././b.py", "b.py"), ("", ""),
    ]
  )
  func normalizesPaths(path: String, expected: String) {
    #expect(normalizedPath(path, checkoutFolders: ["/work/app"]) == expected)
  }

  @Test("A signature is the type and the first line, and is none for a failure without words")
  func makesSignatures() {
    let attempt = Attempt(
      outcome: .failed,
      message: "\n  expected 3\nmore",
      type: "AssertionError",
      details: "trace"
    )
    #expect(FailureSignature(attempt)?.text == "AssertionError: expected <n>")
    let repeated = Attempt(outcome: .errored, message: "ValueError: bad", type: "ValueError")
    #expect(FailureSignature(repeated)?.text == "ValueError: bad")
    #expect(FailureSignature(Attempt(outcome: .failed)) == nil)
    let long = Attempt(outcome: .failed, message: String(repeating: "é", count: 10_000))
    #expect((FailureSignature(long)?.text.utf8.count ?? 999) <= 240)
    #expect((FailureSignature(long)?.sample.utf8.count ?? 99_999) <= 8192)
  }

  @Test(
    "Patterns match as doublestar's do",
    arguments: [
      ("*.py", ["a.py"]), ("**/*.py", ["a.py", "t/b.py", "t/u/c.py"]), ("t/*.py", ["t/b.py"]),
      ("t/**", ["t/b.py", "t/u/c.py", "t/u/d e.rb"]), ("t/u/?.py", ["t/u/c.py"]),
      ("t/u/[a-c].py", ["t/u/c.py"]), ("t/u/[!c]*", ["t/u/d e.rb"]),
      ("{a,t/b}.py", ["a.py", "t/b.py"]), ("t/u/*.{rb,py}", ["t/u/c.py", "t/u/d e.rb"]),
      ("none/*", []), ("t/u/c.py", ["t/u/c.py"]), ("{a", []),
    ]
  )
  func matchesPatterns(pattern: String, expected: [String]) throws {
    try withTemporaryFolder { folder in
      for file in ["a.py", "t/b.py", "t/u/c.py", "t/u/d e.rb", ".git/x.py"] {
        try folder.write("", to: file)
      }
      #expect(Glob(pattern).matches(in: folder.path(percentEncoded: false)) == expected)
    }
  }
}
