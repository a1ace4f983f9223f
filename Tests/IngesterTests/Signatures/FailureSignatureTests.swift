import Ingester
import TestModel
import Testing

@Suite("Failure signatures")
struct FailureSignatureTests {
  func signature(
    _ message: String? = nil,
    type: String? = nil,
    details: String? = nil,
    folders: [String] = ["/checkout", "C:\\checkout"],
    mask: SecretMask = SecretMask()
  ) -> FailureSignature? {
    let attempt = Attempt(outcome: .failed, message: message, type: type, details: details)
    return FailureSignature(attempt, checkoutFolders: folders, mask: mask)
  }

  @Test("The project's own frames are found in traces of all languages", arguments: StackTraces.all)
  func findsFrames(language: String, trace: String, frames: String) {
    #expect(signature("m", details: trace)?.frames == frames)
  }

  @Test("A trace in Windows' line ends has the same frames", arguments: StackTraces.all)
  func readsWindowsLines(language: String, trace: String, frames: String) {
    #expect(signature("m", details: trace.replacing("\n", with: "\r\n"))?.frames == frames)
  }

  @Test("Any cut of any trace has a signature or none", arguments: StackTraces.all)
  func survivesCuts(language: String, trace: String, frames: String) {
    for length in stride(from: 0, through: trace.count, by: 3) {
      _ = signature(String(trace.prefix(length)), details: String(trace.suffix(length)))
    }
  }

  @Test("An edit above and another machine change no signature")
  func isStable() {
    let first = signature(
      "timed out after 31.2s",
      type: "TimeoutError",
      details: "File \"/checkout/a.py\", line 12, in f\nFile \"/tmp/x1/b.py\", line 3, in g"
    )
    let second = signature(
      "timed out after 7s",
      type: "TimeoutError",
      details: "File \"/runner/a.py\", line 90, in f\nFile \"/tmp/x2/b.py\", line 4, in g",
      folders: ["/runner"]
    )
    #expect(first?.text == "TimeoutError: timed out after <n>s")
    #expect(first?.text == second?.text && first?.frames == second?.frames)
    #expect(first?.frames == "a.py f\nb.py g")
  }

  @Test("Without a checkout, the last names of a path stand for it")
  func cutsUnknownFolders() {
    let first = signature("m", details: "/var/jenkins/job@2/src/shop/cart.rb:1:in 'a'", folders: [])
    let second = signature(
      "m",
      details: "/var/jenkins/job@3/src/shop/cart.rb:9:in 'a'",
      folders: []
    )
    #expect(first?.frames == "src/shop/cart.rb a" && first?.frames == second?.frames)
  }

  @Test("Two causes in the same words are told apart by their frames")
  func tellsCausesApart() {
    let first = signature("assert 1 == 2", details: "tests/test_a.py:12: in test_x")
    let second = signature("assert 3 == 4", details: "tests/test_b.py:12: in test_y")
    #expect(first?.text == second?.text && first?.frames != second?.frames)
  }

  @Test("Tests that fail in one place have one signature")
  func joinsTests() {
    let traces = ["test_a", "test_b"].map {
      "tests/test_cart.py:12: in \($0)\n    x()\nshop/db.py:40: in connect\nE  refused"
    }
    #expect(signature("refused", details: traces[0])?.frames == "shop/db.py connect")
    #expect(
      signature("refused", details: traces[0])?.frames
        == signature("refused", details: traces[1])?.frames
    )
  }

  @Test("The telling line is found behind lines that only say where")
  func findsTellingLines() {
    #expect(signature("/checkout/a_test.cc:12\nExpected: 3")?.text == "Expected: <n>")
    #expect(signature("thread 'a' panicked at src/lib.rs:1:2:\nno cart")?.text == "no cart")
    #expect(
      signature(details: "Traceback (most recent call last):\n  File \"a\"\nKeyError: 'x'\n\n")?
        .text
        == "KeyError: 'x'"
    )
    #expect(signature("src/a_test.cc:12")?.text == "src/a_test.cc:<n>")
    #expect(signature("a_test.cc:12\nExpected:\n  f(3)\n  x")?.text == "Expected: f(<n>)")
    #expect(signature(details: "A\\BTest::testX with data set #0\nno 3")?.text == "no <n>")
    #expect(signature("(in test file t.bats, line 3)\n  `false' failed")?.text == "`false' failed")
    #expect(
      signature("Failed", details: "=== RUN   TestA\n    a_test.go:12: want 3\n--- FAIL: TestA")?
        .text
        == "a_test.go:<n>: want <n>"
    )
    #expect(signature("Failed", details: "=== RUN   TestA\n--- FAIL: TestA")?.text == "Failed")
    #expect(signature("test failure", type: "E", details: "")?.text == "E: test failure")
    #expect(signature("std::bad_alloc")?.text == "std::bad_alloc")
    #expect(signature("\u{1B}[31mno\u{1B}[0m cart")?.text == "no cart")
    #expect(signature("no /checkout/data/a.json")?.text == "no data/a.json")
  }

  @Test("A signature is the type and the first line, and is none for a failure without words")
  func joinsTypeAndLine() {
    let attempt = Attempt(
      outcome: .failed,
      message: "\n  expected 3\nmore",
      type: "AssertionError",
      details: "trace"
    )
    #expect(FailureSignature(attempt)?.text == "AssertionError: expected <n>")
    #expect(signature("ValueError: bad", type: "ValueError")?.text == "ValueError: bad")
    #expect(signature(type: " Timeout ")?.text == "Timeout")
    #expect(signature() == nil && signature("", type: "", details: " \n") == nil)
  }

  @Test("Words and sample are bounded and cut on whole characters")
  func isBounded() {
    for unit in ["é", "👩‍👩‍👧‍👦", "a", "\u{301}", "\r\n"] {
      let long = signature(String(repeating: unit, count: 10_000), details: "d")
      guard let long else { continue }
      #expect(long.text.utf8.count <= 240 && long.sample.utf8.count <= 8192)
      #expect(!long.sample.unicodeScalars.contains("\u{FFFD}"))
    }
    let family = signature(String(repeating: "👩‍👩‍👧‍👦", count: 1000))
    #expect(family.map { $0.sample.utf8.count % "👩‍👩‍👧‍👦".utf8.count } == 0)
  }

  @Test("The message is kept once where the details repeat it")
  func keepsMessageOnce() {
    #expect(signature("bad", details: "bad\ntrace")?.sample == "bad\ntrace")
    #expect(signature("bad", details: "trace")?.sample == "bad\ntrace")
    #expect(signature("bad")?.sample == "bad")
  }

  @Test("Secrets are in neither words nor sample, at the cut neither")
  func hidesSecrets() {
    let mask = SecretMask(environment: ["API_TOKEN": "x9Zk1aB3qq"])
    let found = signature("no x9Zk1aB3qq", details: "password=hunter2", mask: mask)
    #expect(found?.text == "no [masked secret variable]")
    #expect(found?.sample == "no [masked secret variable]\npassword=[masked password]")
    let cut = signature(String(repeating: "a ", count: 4093) + "x9Zk1aB3qq", mask: mask)
    #expect(cut?.sample.contains("x9Z") == false)
  }
}
