import Settings
import Testing

private let keys = [
  "db", "window", "flaky.branch", "flaky.min_probability", "tests.keep_together",
  "quarantine.enter.min_rate", "quarantine.modes",
]

private func read(_ text: String) throws(SettingsError) -> SettingsFile {
  try SettingsFile(text.utf8, path: "evenkeel.yml", keys: keys)
}

private func refusal(_ bytes: some Collection<UInt8>) -> SettingsError? {
  do throws(SettingsError) {
    _ = try SettingsFile(bytes, path: "evenkeel.yml", keys: keys)
    return nil
  } catch {
    return error
  }
}

@Suite("What a settings file says")
struct SettingsFileTests {
  @Test("Keys have the names of their sections, values are texts, and each has its line")
  func readsKeys() throws {
    let file = try read(
      """
      # The settings.
      window: 35d
      flaky: {branch: "main", min_probability: 0.70}
      tests:
        keep_together: [tests/db/, 'no']
      quarantine:
        enter:
          min_rate: 2%
        modes:
          - path:e2e/**: verdict
          - tag:@slow: skip
      """
    )
    typealias Entry = SettingsFile.Entry
    #expect(
      file.entries.prefix(3) == [
        Entry(key: "window", line: 2, value: .text("35d")),
        Entry(key: "flaky.branch", line: 3, value: .text("main")),
        Entry(key: "flaky.min_probability", line: 3, value: .text("0.70")),
      ]
    )
    guard case .list(let items) = file.entries[3].value else {
      Issue.record("no list")
      return
    }
    #expect(items.map(\.text) == ["tests/db/", "no"] && file.entries[3].line == 5)
    #expect(file.entries[4] == Entry(key: "quarantine.enter.min_rate", line: 8, value: .text("2%")))
    guard case .pairs(let pairs) = file.entries[5].value else {
      Issue.record("no pairs")
      return
    }
    #expect(pairs.map(\.name) == ["path:e2e/**", "tag:@slow"])
    #expect(pairs.map(\.text) == ["verdict", "skip"] && pairs.map(\.line) == [10, 11])
  }

  @Test(
    "A file without a key says nothing",
    arguments: ["", "\n", "# a comment", "---\n", "\u{FEFF}# a comment\n", "flaky:\n", "flaky: {}"]
  )
  func readsNothing(text: String) throws {
    #expect(try read(text).entries.isEmpty)
  }

  @Test(
    "What cannot be used is one sentence with its line",
    arguments: [
      ("window: 3d\nflaky:\n  brnch: x", 3, "did you mean flaky.branch?"),
      ("flaky:\n  min-probability: 1", 2, "did you mean flaky.min_probability?"),
      ("min_probability: 1", 1, "did you mean flaky.min_probability?"),
      ("falky:\n  branch: x", 1, "did you mean flaky?"),
      ("flaky.branch.x: x", 1, "`evenkeel settings` lists the keys"),
      ("colour: red", 1, "`evenkeel settings` lists the keys"),
      ("window: 1d\ndb: x\nwindow: 2d", 1, "\"window\" is here and once more"),
      ("window: [1d\n", 2, "this is no YAML"),
      ("\twindow: 1d", 1, "this is no YAML"),
      ("window: 1d\n---\nwindow: 2d\n", 2, "a second document begins here"),
      ("- window", 1, "a settings file has keys with values"),
      ("flaky: main", 1, "flaky has keys with values"),
      ("window: {days: 3}", 1, "window takes a value, and no keys of its own"),
      ("db: x\nwindow:", 2, "window has no value"),
      ("window: ~", 1, "window has no value"),
      ("tests:\n  keep_together:\n    - [a]", 3, "is a list of values"),
      ("tests:\n  keep_together:\n    - a\n    - b: c", 3, "is a list of one kind"),
      ("window: !include x.yml", 1, "tags (!) are not read here"),
      ("window: &a 3d", 1, "anchors and aliases (&, *) are not read here"),
      ("window: *a", 1, "this is no YAML (found undefined alias)"),
      ("? [a]\n: b", 1, "a key is a word"),
    ]
  )
  func refuses(text: String, line: Int, reason: String) throws {
    let error = try #require(refusal(text.utf8))
    #expect(error.line == line, "\(error)")
    #expect(error.reason.contains(reason), "\(error)")
    #expect(!error.description.contains("\n"))
  }
}

@Suite("A settings file of a stranger")
struct HostileSettingsTests {
  @Test("A few lines of aliases that stand for more than any memory holds are refused at once")
  func refusesLaughs() throws {
    var lines = ["l0: &l0 [lol, lol]"]
    for level in 1...40 { lines.append("l\(level): &l\(level) [*l\(level - 1), *l\(level - 1)]") }
    #expect(try #require(refusal(lines.joined(separator: "\n").utf8)).reason.contains("anchors"))
    // As keys, which a parser hashes.
    lines.append("? *l40\n: x\n? *l40\n: y")
    #expect(try #require(refusal(lines.joined(separator: "\n").utf8)).line == 1)
    #expect(refusal("window: &a [*a]".utf8)?.line == 1)
  }

  @Test(
    "Depth is no danger",
    arguments: ["[", "{", "- ", "? ", "{a: ", "[[", "!!map {"]
  )
  func refusesDepth(opening: String) throws {
    let text = String(repeating: opening, count: 60_000 / opening.utf8.count)
    #expect(refusal(text.utf8) != nil)
    #expect(refusal(("window: " + text).utf8) != nil)
  }

  @Test("What is large, no text, or full of control characters is refused, and shown without them")
  func refusesBytes() throws {
    let large = String(repeating: "# long\n", count: SettingsFile.mostBytes / 7 + 1)
    #expect(try #require(refusal(large.utf8)).reason.contains("over 64 KB"))
    #expect(try #require(refusal([0x66, 0xFF, 0x3A])).reason.contains("UTF-8"))
    #expect(refusal([0x61, 0x00, 0x3A]) != nil)
    let escape = try #require(refusal("\"\\e[31mred\": x".utf8))
    #expect(!escape.description.unicodeScalars.contains("\u{1B}") && escape.line == 1)
    let name = String(repeating: "x", count: 60_000)
    let long = try #require(refusal("\(name): x".utf8))
    #expect(long.description.count < 200)
  }

  @Test("No bytes that are thrown at it end the process")
  func survivesNoise() {
    var state: UInt64 = 7
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    let alphabet = Array("ab:-?[]{},&*!|>'\"%@`#\n\t \\~window flaky".utf8)
    for _ in 0..<3000 {
      let bytes = (0..<Int(next() % 60)).map { _ in alphabet[Int(next()) % alphabet.count] }
      _ = refusal(bytes)
    }
  }
}
