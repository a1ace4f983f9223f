import Formats
import TestModel
import TestSupport
import Testing

@Suite("Reports that are broken, by accident or on purpose")
struct HostileReportTests {
  static let whole = """
    <testsuites><testsuite name="s" tests="3">
      <testcase classname="c" name="one" time="0.1"/>
      <testcase classname="c" name="two"><failure message="m &amp; n">trace</failure></testcase>
      <testcase classname="c" name="three"><skipped/></testcase>
    </testsuite></testsuites>
    """

  @Test("However the bytes are cut into pieces, the report is the same", arguments: 1...40)
  func piecesDoNotMatter(size: Int) throws {
    #expect(try read(Self.whole, inPiecesOf: size) == read(Self.whole))
  }

  @Test("A report cut anywhere keeps the cases before the cut, and says so")
  func keepsCasesBeforeTheBreak() throws {
    let bytes = Array(Self.whole.utf8)
    let complete = try read(bytes)
    for length in 1..<bytes.count {
      guard let report = try? read(bytes.prefix(length)) else { continue }
      #expect(report.cases == Array(complete.cases.prefix(report.cases.count)))
      #expect(!report.cases.isEmpty)
      // A cut within the end tag of the root takes nothing with it.
      guard length <= bytes.count - "</testsuites>".utf8.count else {
        #expect(report.cases.count == 3 && !report.summary.notes.isEmpty)
        continue
      }
      #expect(report.summary.isTruncated)
      #expect(report.summary.notes.contains { $0.text.contains("breaks off") && $0.line != nil })
    }
    let beforeEnd = bytes.count - "</testsuite></testsuites>".utf8.count
    #expect(try read(bytes.prefix(beforeEnd)).cases.count == 3)
  }

  @Test("Each thing that is no report has its own sentence")
  func refusesWhatIsNoReport() {
    func error(_ bytes: [UInt8]) -> ReportError? {
      #expect(throws: ReportError.self) { try read(bytes) }
    }
    #expect(error([]) == .empty)
    #expect(error(Array(" \n ".utf8)) == .empty)
    #expect(error([0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0]) == .binary)
    #expect(error([0x1F, 0x8B, 8, 0, 0]) == .archive("gzip"))
    #expect(error([0x50, 0x4B, 3, 4, 0]) == .archive("zip"))
    #expect(error(Array("just a log line\n".utf8)) == .notXML)
    #expect(
      error(Array("<phpunit><testsuites/></phpunit>".utf8)) == .notJUnit(root: "phpunit", line: 1)
    )
  }

  @Test("Entities are refused, inside and outside")
  func refusesEntities() {
    let bomb = """
      <?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>
      <testsuites><testsuite><testcase name="&lol2;"/></testsuite></testsuites>
      """
    let external = """
      <!DOCTYPE t [<!ENTITY x SYSTEM "file:///etc/passwd">]><testsuite><testcase name="&x;"/></testsuite>
      """
    let parameter = """
      <!DOCTYPE t [<!ENTITY % p "<!ENTITY q 'r'>"> %p;]><testsuite><testcase name="t"/></testsuite>
      """
    let outside = """
      <!DOCTYPE testsuite SYSTEM "http://localhost:1/x.dtd"><testsuite><testcase name="t"/></testsuite>
      """
    for text in [bomb, external, parameter, outside] {
      let error = #expect(throws: ReportError.self) { try read(text) }
      guard case .entityDeclaration = error else {
        Issue.record("\(String(describing: error)) for \(text.prefix(60))")
        continue
      }
    }
  }

  @Test("Depth and the length of a tag are bounded")
  func boundsDepthAndLength() {
    let deep = String(repeating: "<testsuite>", count: 300)
    #expect(throws: ReportError.tooDeep(limit: JUnitReader.deepestNesting, line: 1)) {
      try read(deep)
    }
    let long = "<testsuite name='" + String(repeating: "x", count: 17 * 1_048_576)
    let error = #expect(throws: ReportError.self) { try read(long) }
    guard case .tagTooLong = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("A failure's text is cut at its limit, and says so")
  func cutsLongTexts() throws {
    let text = String(repeating: "y", count: 200_000)
    let report = try read(
      "<testsuite><testcase name='t'><failure>\(text)</failure></testcase></testsuite>"
    )
    let details = try #require(report.cases[0].tellingAttempt?.details)
    #expect(details.utf8.count < 66_000)
    #expect(details.hasSuffix("[cut after 64 KiB]"))
  }

  @Test("Control characters, a log before the prologue, and a byte order mark lose no case")
  func repairs() throws {
    let controls = try read(
      "<testsuite><testcase name='a'><failure message='\u{1B}[31mred\u{0}'/></testcase><testcase name='b'/></testsuite>"
    )
    #expect(controls.cases.map(\.id.name) == ["a", "b"])
    #expect(controls.summary.notes.first?.text.contains("control characters") == true)
    let log = try read(
      "Running tests\n<?xml version='1.0'?><testsuite><testcase name='a'/></testsuite>"
    )
    #expect(log.cases.count == 1)
    #expect(log.summary.notes.first?.text.contains("passed over") == true)
    let mark = try read("\u{FEFF}<testsuite><testcase name='a'/></testsuite>")
    #expect(mark.cases.count == 1)
    #expect(mark.summary.notes.isEmpty)
  }

  @Test("Reports in other encodings are read")
  func readsEncodings() throws {
    let latin =
      Array("<?xml version='1.0' encoding='ISO-8859-1'?><testsuite><testcase name='caf".utf8)
      + [0xE9] + Array("'/></testsuite>".utf8)
    #expect(try read(latin).cases[0].id.name == "café")
    var wide: [UInt8] = [0xFF, 0xFE]
    for unit in "<testsuite><testcase name='café'/></testsuite>".utf16 {
      wide += [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
    #expect(try read(wide).cases[0].id.name == "café")
  }

  @Test(
    "Absurd numbers are no numbers",
    arguments: ["9223372036854775807", "-9223372036854775808"]
  )
  func survivesAbsurdNumbers(number: String) throws {
    let report = try read(
      """
      <testsuites><testsuite name="pytest" tests="\(number)"><testcase name="t" line="\(number)"
      time="\(number)"/><testcase name="t" line="\(number)"/></testsuite></testsuites>
      """
    )
    #expect(report.cases.allSatisfy { $0.line == nil && $0.duration == nil })
  }

  @Test("A tag with attributes without end is refused before they are compared with each other")
  func boundsAttributes() {
    let attributes = (0..<100_000).map { "a\($0)=\"x\"" }.joined(separator: " ")
    let error = #expect(throws: ReportError.self) { try read("<testsuite \(attributes)/>") }
    guard case .tagTooLong = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("No mutation of a report crashes or hangs the reader", arguments: 0..<400)
  func survivesMutation(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    var bytes = Array(Self.whole.utf8)
    let interesting = Array("<>&'\"/\u{0}\u{1B}]x![CDATA".utf8) + [0xFF, 0xC3]
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      let position = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[position] = interesting.randomElement(using: &random) ?? 0
      case 1: bytes.remove(at: position)
      default:
        let end = min(bytes.count, position + Int.random(in: 1...30, using: &random))
        bytes.insert(contentsOf: bytes[position..<end], at: position)
      }
    }
    let size = Int.random(in: 1...64, using: &random)
    guard let report = try? read(bytes, inPiecesOf: size) else { return }
    #expect(report.summary.counts.cases == report.cases.count)
    #expect(report.cases.allSatisfy { !$0.attempts.isEmpty })
  }
}
