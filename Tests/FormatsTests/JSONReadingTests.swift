import Formats
import TestModel
import Testing

@Suite("Reading JSON")
struct JSONReadingTests {
  @Test(
    "Escapes are resolved; half a pair of surrogates is U+FFFD",
    arguments: [
      (#"a\"b\\c\/d"#, "a\"b\\c/d"), (#"\n\t\r\b\f"#, "\n\t\r\u{8}\u{C}"), (#"\u00e9"#, "é"),
      (#"\uD83D\uDE00!"#, "😀!"), (#"\uD83D"#, "\u{FFFD}"), (#"\uD83Dx"#, "\u{FFFD}x"),
      (#"\uDE00"#, "\u{FFFD}"), (#"\uD83D\n"#, "\u{FFFD}\n"), (#"\uD83D\uD83D\uDE00"#, "\u{FFFD}😀"),
      (#"\u0000"#, "\0"), ("tab\tand\u{1B}[31m", "tab\tand\u{1B}[31m"), ("π😀", "π😀"),
    ]
  )
  func resolvesEscapes(written: String, text: String) throws {
    let report = #"{"results":{"tests":[{"name":"\#(written)","status":"passed"}]}}"#
    for size in [1, 2, 1000] {
      #expect(try read(report, as: .ctrf, inPiecesOf: size).cases[0].id.name == text)
    }
  }

  @Test(
    "What is not JSON breaks the report at its line",
    arguments: [
      #"{"a" 1}"#, #"{"a":}"#, #"{"a":1,}"#, #"{a:1}"#, #"[1,]"#, #"[1 2]"#, #""\x""#, #""\u12g4""#,
      "tru", "1.2.3", "-", "}", #"{"a":1]"#,
    ]
  )
  func findsBreaks(value: String) throws {
    let report = try read(
      "{\"results\":{\"tests\":[\n{\"name\":\"a\",\"status\":\"passed\"},\n{\"x\":\(value)}]}}",
      as: .ctrf
    )
    #expect(report.lines == ["a: passed"])
    #expect(report.summary.isTruncated)
    #expect(report.summary.notes.last?.line == 3)
  }

  @Test("Depth is bounded")
  func boundsDepth() throws {
    let deep = String(repeating: "[", count: 100_000)
    let report = try read(
      "{\"results\":{\"tests\":[{\"name\":\"a\",\"status\":\"passed\"},{\"x\":\(deep)",
      as: .ctrf
    )
    #expect(report.summary.notes.last?.text.contains("200 deep") == true)
    #expect(throws: ReportError.self) { try read(deep, as: .ctrf) }
  }

  @Test("A long text is cut at its limit, and says so")
  func cutsLongTexts() throws {
    let text = String(repeating: "y", count: 200_000)
    let report = try read(
      #"{"results":{"tests":[{"name":"a","status":"failed","trace":"\#(text)"}]}}"#,
      as: .ctrf
    )
    let details = try #require(report.cases[0].attempts[0].details)
    #expect(details.utf8.count < 66_000)
    #expect(details.hasSuffix("[cut after 64 KiB]"))
  }

  @Test("An element of far too many values is left out with a note, and no other")
  func boundsElements() throws {
    let values = String(repeating: "0,", count: 600_000)
    let report = try read(
      """
      {"results":{"tests":[{"name":"a","status":"passed","extra":[\(values)0]},
      {"name":"b","status":"passed"}]}}
      """,
      as: .ctrf
    )
    #expect(report.lines == ["b: passed"])
    #expect(report.summary.notes.contains { $0.text.contains("500000 values") })
  }

  @Test(
    "Absurd numbers are no numbers",
    arguments: [
      "1e400", "-1", "1e300", "NaN", "Infinity", "-Infinity", "null", "\"x\"", "{}",
      "9223372036854775808000", String(repeating: "9", count: 1000),
    ]
  )
  func survivesAbsurdNumbers(number: String) throws {
    let report = try read(
      """
      {"results":{"summary":{"start":\(number)},"tests":[{"name":"a","status":"passed",
      "duration":\(number),"line":\(number),"retries":\(number)}]}}
      """,
      as: .ctrf
    )
    #expect(report.cases[0].duration == nil)
    #expect(report.cases[0].line == nil)
    #expect(report.cases[0].attempts.count == 1)
    #expect(report.summary.startedAt == nil)
  }

  @Test("What the sink throws ends the reading")
  func passesOnErrors() throws {
    struct Stop: Error {}
    for fixture in FormatFixture.all {
      let reader = try fixture.format.reader(path: "") { _ in throw Stop() }
      #expect(throws: Stop.self) {
        try formatFixture(fixture.name).withUnsafeBufferPointer { try reader.read($0) }
        _ = try reader.finish()
      }
    }
  }
}
