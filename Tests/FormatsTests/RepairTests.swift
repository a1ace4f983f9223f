import Foundation
import Formats
import TestModel
import TestSupport
import Testing

/// A file of `Fixtures/malformed`, the names of the cases in it, and the notes of the reader.
struct BrokenReport: Sendable, CustomTestStringConvertible {
  var file: String
  var names: [String]
  var notes: [String]
  var isTruncated = false

  var testDescription: String { file }
}

@Suite("Reports that no XML parser accepts")
struct RepairTests {
  static let repaired = [
    BrokenReport(
      file: "escape-characters.xml",
      names: ["␛[32mgreen␛[0m", "red"],
      notes: ["4: control characters, which XML forbids, were replaced (7 times)"]
    ),
    BrokenReport(
      file: "control-characters.xml",
      names: ["red", "blue"],
      notes: ["3: control characters, which XML forbids, were replaced (2 times)"]
    ),
    BrokenReport(
      file: "nul.xml",
      names: ["a␀b", "c"],
      notes: ["2: control characters, which XML forbids, were replaced (3 times)"]
    ),
    BrokenReport(
      file: "forbidden-references.xml",
      names: ["one", "two \u{FFFD}", "three é"],
      notes: ["3: references to characters that XML forbids were replaced (6 times)"]
    ),
    BrokenReport(
      file: "undeclared-prefix.xml",
      names: ["one", "two"],
      notes: ["2: prefixes of names that are not declared were passed over (5 times)"]
    ),
    BrokenReport(
      file: "two-roots.xml",
      names: ["one", "two"],
      notes: ["2: several documents follow one another; all were read"]
    ),
    BrokenReport(
      file: "concatenated.xml",
      names: ["one", "two"],
      notes: [
        "3: text outside of the document was passed over (2 times)",
        "4: several documents follow one another; all were read",
      ]
    ),
    BrokenReport(
      file: "declarations-inside.xml",
      names: ["one", "two"],
      notes: ["2: several documents follow one another; all were read (2 times)"]
    ),
    BrokenReport(
      file: "started-again.xml",
      names: ["one", "two"],
      notes: [
        "4: the report breaks off here, and another one follows; both were read",
        "4: several documents follow one another; all were read",
      ],
      isTruncated: true
    ),
    BrokenReport(
      file: "log-around.xml",
      names: ["one"],
      notes: [
        "1: text before the first element was passed over",
        "5: text outside of the document was passed over",
      ]
    ),
    BrokenReport(
      file: "blank-lines-before.xml",
      names: ["one"],
      notes: ["1: white space before the XML declaration was passed over"]
    ),
    BrokenReport(
      file: "raw-less-than.xml",
      names: ["a < b", "x"],
      notes: [
        "3: ‘<’ that begins no tag was read as text (12 times)",
        "6: ‘&’ that begins no reference was read as text (2 times)",
      ]
    ),
    BrokenReport(
      file: "raw-ampersand.xml",
      names: ["a & b && c"],
      notes: ["2: ‘&’ that begins no reference was read as text (7 times)"]
    ),
    BrokenReport(
      file: "unknown-entities.xml",
      names: ["a\u{A0}b &foo; é"],
      notes: ["2: references to entities that XML does not know were read as text (5 times)"]
    ),
    BrokenReport(
      file: "section-end.xml",
      names: ["a[b[0]]>c", "b"],
      notes: ["2: ‘]]>’ outside of a CDATA section was read as text (2 times)"]
    ),
    BrokenReport(
      file: "document-in-text.xml",
      names: ["one", "two"],
      notes: [
        "3: ‘&’ that begins no reference was read as text",
        "3: ‘<’ that begins no tag was read as text (2 times)",
      ]
    ),
    BrokenReport(
      file: "duplicate-attributes.xml",
      names: ["one", "three"],
      notes: ["2: attributes that a tag has twice were read once (2 times)"]
    ),
    BrokenReport(
      file: "quotes.xml",
      names: ["says \"hi\" now", "joined"],
      notes: ["2: quotes within a value in quotes were read as text (6 times)"]
    ),
    BrokenReport(
      file: "bare-attributes.xml",
      names: ["one", "two"],
      notes: ["2: attributes without a value in quotes were read as far as they go (7 times)"]
    ),
    BrokenReport(
      file: "broken-tags.xml",
      names: ["one", "two"],
      notes: ["3: tags that break off were ended (3 times)"]
    ),
    BrokenReport(
      file: "missing-end-tags.xml",
      names: ["one", "two"],
      notes: [
        "3: elements without an end tag were ended with the element around them (2 times)",
        "4: end tags of elements that are not open were passed over",
      ]
    ),
    BrokenReport(
      file: "double-hyphen.xml",
      names: ["one"],
      notes: ["1: what is not well-formed XML here was passed over"]
    ),
    BrokenReport(
      file: "truncated.xml",
      names: ["test_adds", "test_removes"],
      notes: ["6: the report breaks off here: the 2 cases before the break are kept"],
      isTruncated: true
    ),
    BrokenReport(
      file: "undeclared-windows-1252.xml",
      names: ["café €“", "b"],
      notes: ["2: bytes that are not UTF-8 were read as Windows-1252 (4 times)"]
    ),
    BrokenReport(
      file: "mixed-encodings.xml",
      names: ["né", "né"],
      notes: [
        "several cases are named alike; they are kept apart by order and not scored",
        "2: bytes that are not UTF-8 were read as Windows-1252",
      ]
    ),
    BrokenReport(file: "declared-latin-1.xml", names: ["café"], notes: []),
    BrokenReport(file: "declared-shift-jis.xml", names: ["日本"], notes: []),
    BrokenReport(
      file: "declared-utf-16.xml",
      names: ["né"],
      notes: ["1: the report says that it is in utf-16, which it is not; it was read as UTF-8"]
    ),
    BrokenReport(
      file: "declared-nonsense.xml",
      names: ["né"],
      notes: [
        "1: the encoding klingon-7, which the report declares, is unknown; it was read as UTF-8"
      ]
    ),
    BrokenReport(file: "utf-8-mark.xml", names: ["né"], notes: []),
    BrokenReport(file: "utf-16-little.xml", names: ["né 😀"], notes: []),
    BrokenReport(file: "utf-16-big.xml", names: ["né 😀"], notes: []),
    BrokenReport(file: "utf-16-unmarked.xml", names: ["né 😀"], notes: []),
  ]

  @Test("Each is read whole, and a note says what was done", arguments: repaired)
  func repairs(broken: BrokenReport) throws {
    let bytes = try malformed(broken.file)
    let report = try read(bytes)
    #expect(report.cases.map(\.id.name) == broken.names)
    #expect(
      report.summary.notes.map { ($0.line.map { "\($0): " } ?? "") + $0.text } == broken.notes
    )
    #expect(report.summary.isTruncated == broken.isTruncated)
    for size in [1, 2, 3, 7, 64] {
      #expect(try read(bytes, inPiecesOf: size) == report)
    }
  }

  @Test(
    "What cannot be repaired is refused with a sentence",
    arguments: [
      ("utf-32.xml", .encoding("UTF-32")),
      ("second-entity.xml", .entityDeclaration(line: 2)),
      (
        "many-attributes.xml",
        .tagTooLong(limit: 16 * 1_048_576, line: 1)
      ),
      (
        "truncated-before-first-case.xml",
        .brokenBeforeFirstCase(reason: "it is truncated", line: 4)
      ),
      ("not-junit.xml", .notJUnit(root: "project", line: 2)),
    ] as [(String, ReportError)]
  )
  func refuses(file: String, error: ReportError) throws {
    let bytes = try malformed(file)
    for size in [1, 64, 65_536] {
      #expect(throws: error) { try read(bytes, inPiecesOf: size) }
    }
  }

  @Test("The words of a failure come out as they were meant")
  func keepsTheWords() throws {
    func failure(_ file: String, _ position: Int) throws -> Attempt {
      try #require(try read(malformed(file)).cases[position].tellingAttempt)
    }
    #expect(try failure("escape-characters.xml", 1).message == "␛[31mexpected␛[0m")
    #expect(try failure("escape-characters.xml", 1).details == "␛[1mline␛[0m␇")
    #expect(try failure("forbidden-references.xml", 0).message == "␛[31mred␛[0m ␀")
    #expect(try failure("forbidden-references.xml", 0).details == "␛[0m and 😀")
    #expect(try failure("raw-less-than.xml", 1).message == "expected <1> but was <2>")
    #expect(
      try failure("raw-less-than.xml", 1).details
        == "if (a < b && c <d) return List<String>();\n  at <anonymous> (file.js:1)"
    )
    #expect(try failure("raw-ampersand.xml", 0).details == "a & b & c")
    #expect(try failure("unknown-entities.xml", 0).details == "… &bar; <")
    #expect(try failure("section-end.xml", 1).details == "one and ]]> two")
    #expect(try failure("quotes.xml", 1).message == "expected \"a\" but was \"b\"")
    #expect(try failure("undeclared-windows-1252.xml", 0).details == "naïve")
  }

  @Test("A good report comes out the same when an error at its start makes the repair read it")
  func repairChangesNothingGood() throws {
    for file in goodReports() {
      let bytes = Array(try Data(contentsOf: file))
      let text = String(decoding: bytes, as: UTF8.self)
      guard let root = text.range(of: "<testsuite"),
        let end = text[root.lowerBound...].firstIndex(of: ">"),
        text[..<end].last != "/"
      else { continue }
      var broken = text
      broken.insert(contentsOf: "&", at: text.index(after: end))
      let (good, repaired) = (try read(text), try read(broken))
      #expect(repaired.cases == good.cases, "\(file.lastPathComponent)")
      #expect(repaired.summary.counts == good.summary.counts)
      #expect(repaired.summary.isTruncated == good.summary.isTruncated)
      #expect(repaired.summary.notes.count == good.summary.notes.count + 1)
    }
  }

  @Test(
    "An error after a text of megabytes is repaired without all of it at hand",
    arguments: [
      "text ", "<!-- \u{E9}\n -->",
    ]
  )
  func repairsAfterLongText(filling: String) throws {
    let text = String(repeating: filling, count: 5_000_000 / filling.utf8.count)
    let report = try read(
      "<testsuite><testcase name='a'><failure message='m'>\(text) a & b</failure></testcase>"
        + "<testcase name='b & c'/></testsuite>"
    )
    #expect(report.cases.map(\.id.name) == ["a", "b & c"])
    #expect(report.cases[0].outcome == .failed)
    #expect(report.summary.notes.count == 1)
  }

  @Test("An ‘&’ that a ‘;’ never follows does not make the reader wait for one")
  func repairsWithoutWaiting() throws {
    let cases = (0..<40_000).map { "<testcase classname='some.module' name='number \($0)'/>" }
    let report = try read(
      "<testsuite name='a & b'><testcase name='c'/>& \(cases.joined())</testsuite>"
    )
    #expect(report.summary.counts.cases == 40_001)
    #expect(report.summary.notes.map(\.line) == [1])
  }

  @Test("Names without number are refused before they fill the memory")
  func boundsNames() {
    let name = String(repeating: "n", count: 900)
    let elements = (0..<40_000).map { "<\(name)\($0)/>" }.joined()
    let error = #expect(throws: ReportError.self) { try read("<testsuites>\(elements)") }
    guard case .tooManyNames = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("Documents that break off without end are refused")
  func boundsBreaks() {
    let again = String(repeating: "<?xml version='1.0'?><testsuite><testcase name='t", count: 2_000)
    let error = #expect(throws: ReportError.self) { try read(again) }
    guard case .tooManyDocuments = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("A reader goes away with what it held, in both of its ways to read", arguments: ["", "&"])
  func freesReaders(wound: String) throws {
    weak var gone: JUnitReader?
    do {
      let reader = try JUnitReader { _ in }
      gone = reader
      let text = "<testsuite>\(wound)<testcase name='t'/></testsuite>"
      try Array(text.utf8).withUnsafeBufferPointer { try reader.read($0) }
      #expect(try reader.finish().counts.cases == 1)
    }
    #expect(gone == nil)
  }

  private func malformed(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: fixtures.appending(path: "malformed").appending(path: file)))
  }
}

/// The reports among the fixtures that are well-formed.
func goodReports() -> [URL] {
  ["history/xml", "junit"].map { fixtures.appending(path: $0) }.flatMap { folder in
    let paths = FileManager.default.subpaths(atPath: folder.path(percentEncoded: false)) ?? []
    return paths.filter { $0.hasSuffix(".xml") }.sorted().prefix(150)
      .map { folder.appending(path: $0) }
  }
}
