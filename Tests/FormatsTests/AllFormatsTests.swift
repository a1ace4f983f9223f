import Foundation
import Formats
import TestModel
import TestSupport
import Testing

@Suite("What holds for reports in all formats")
struct AllFormatsTests {
  @Test(
    "A format is recognized by its content, and its cases come out",
    arguments: FormatFixture.all
  )
  func readsFixtures(fixture: FormatFixture) throws {
    let bytes = try formatFixture(fixture.name)
    #expect(sniff(bytes, path: "report") == fixture.format)
    let report = try read(bytes, as: fixture.format)
    #expect(report.lines == fixture.cases)
    #expect(report.summary.counts.cases == fixture.cases.count)
    #expect(report.summary.isTimingsOnly == fixture.cases.isEmpty)
    #expect(!report.summary.isTruncated)
  }

  @Test(
    "However the bytes are cut into pieces, the report is the same",
    arguments: FormatFixture.all
  )
  func piecesDoNotMatter(fixture: FormatFixture) throws {
    let bytes = try formatFixture(fixture.name)
    let whole = try read(bytes, as: fixture.format)
    for size in [1, 2, 3, 7, 64] {
      #expect(try read(bytes, as: fixture.format, inPiecesOf: size) == whole)
    }
  }

  @Test(
    "A byte order mark and lines that end in CR LF change nothing",
    arguments: FormatFixture.all
  )
  func readsWindowsFiles(fixture: FormatFixture) throws {
    let bytes = try formatFixture(fixture.name)
    let whole = try read(bytes, as: fixture.format)
    let windows = bytes.flatMap { $0 == UInt8(ascii: "\n") ? [0x0D, 0x0A] : [$0] }
    let marked = [0xEF, 0xBB, 0xBF] + windows
    #expect(sniff(marked, path: "report") == fixture.format)
    let report = try read(marked, as: fixture.format)
    #expect(report.lines == whole.lines)
    #expect(report.timings == whole.timings)
  }

  @Test(
    "A report cut anywhere keeps what is before the cut, or says why not",
    arguments: FormatFixture.all
  )
  func survivesTruncation(fixture: FormatFixture) throws {
    let bytes = try formatFixture(fixture.name)
    let whole = try read(bytes, as: fixture.format)
    let names = Set(whole.cases.map(\.id.name))
    for length in 0..<bytes.count {
      if length % 16 == 0 { _ = sniff(bytes.prefix(length)) }
      do {
        let report = try read(bytes.prefix(length), as: fixture.format)
        #expect(report.cases.count <= whole.cases.count)
        #expect(report.summary.counts.cases == report.cases.count)
        // In lines of text, the last one may have lost its end without a sign.
        let areKnown = report.cases.allSatisfy { found in
          found.id.name.hasPrefix("(unnamed") || names.contains { $0.hasPrefix(found.id.name) }
        }
        #expect(areKnown || report.summary.isTruncated)
      } catch let error as ReportError {
        #expect(!error.description.isEmpty)
      }
    }
  }

  @Test("No mutation of a report crashes or hangs a reader", arguments: FormatFixture.all)
  func survivesMutation(fixture: FormatFixture) throws {
    let original = try formatFixture(fixture.name)
    for seed in 0..<200 as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      let bytes = mutated(original, using: &random)
      let size = Int.random(in: 1...400, using: &random)
      _ = sniff(bytes)
      // Also by readers that were not made for it.
      for format in [fixture.format, ReportFormat.allCases.randomElement(using: &random)] {
        guard let format, let report = try? read(bytes, as: format, inPiecesOf: size) else {
          continue
        }
        #expect(report.summary.counts.cases == report.cases.count)
        #expect(report.cases.allSatisfy { !$0.attempts.isEmpty })
      }
    }
  }

  @Test(
    "What is empty, packed or in UTF-16 is refused with a sentence",
    arguments: ReportFormat.allCases.filter { $0 != .junit && $0 != .trx }
  )
  func refusesWhatIsNoReport(format: ReportFormat) {
    func error(_ bytes: [UInt8]) -> ReportError? {
      #expect(throws: ReportError.self) { try read(bytes, as: format) }
    }
    #expect(error([]) == .empty)
    #expect(error(Array("just a log line\n".utf8)) == .notReport(format: format.name))
    guard format != .tap else { return }
    #expect(error([0x1F, 0x8B, 8, 0, 0]) == .archive("gzip"))
    #expect(error([0xFF, 0xFE, 0x7B, 0x00]) == .encoding("UTF-16"))
    #expect(error([0x7B, 0x00, 0x22, 0x00]) == .encoding("UTF-16"))
    #expect(error(Array("{\"a\": \"x\", \"b\": [true, null]".utf8)) != nil)
  }

  @Test(
    "What is no report of any format is not recognized",
    arguments: [
      "", "  \n", "just a log line\n", "{\"a\": 1, \"b\": \"x\"}", "[1, 2, 3]", "[]", "{}",
      "ok  \texample.com/m\t0.2s\n",
      "{\"stats\": {\"suites\": 3}, \"tests\": [{\"title\": \"t\"}]}",
    ]
  )
  func recognizesNothing(text: String) {
    #expect(sniff(Array(text.utf8)) == nil)
  }

  @Test(
    "XML is recognized by its first element, after a log and a declaration too",
    arguments: [
      ("<?xml version=\"1.0\"?><!-- a --><testsuites/>", ReportFormat.junit),
      ("Running\n<testsuite name=\"s\"/>", .junit),
      ("<?xml version=\"1.0\"?>\n<TestRun id=\"1\">", .trx),
      ("<html/>", .junit),
    ]
  )
  func recognizesXML(text: String, format: ReportFormat) {
    #expect(sniff(Array(text.utf8)) == format)
  }

  @Test("An empty timings file is recognized by its name")
  func recognizesByName() {
    #expect(sniff(Array("{}".utf8), path: "tests/.test_durations") == .pytestSplit)
    #expect(sniff(Array("{\"a_spec\": 1.5}".utf8), path: "knapsack_rspec.json") == .knapsack)
  }

  private func mutated(_ original: [UInt8], using random: inout SeededRandom) -> [UInt8] {
    var bytes = original
    let interesting = Array("{}[]\":,\\u-9eE.#\n <>&'/".utf8) + [0x00, 0x1B, 0xFF, 0xC3, 0xD8]
    for _ in 0..<Int.random(in: 1...12, using: &random) where !bytes.isEmpty {
      let position = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[position] = interesting.randomElement(using: &random) ?? 0
      case 1: bytes.remove(at: position)
      case 2: bytes.insert(contentsOf: "999999999999999999999".utf8, at: position)
      default:
        let end = min(bytes.count, position + Int.random(in: 1...60, using: &random))
        bytes.insert(contentsOf: bytes[position..<end], at: position)
      }
    }
    return bytes
  }
}

/// Examples that the formats' own tools wrote, read in place where the folder is named.
@Suite(
  "Examples of real tools",
  .enabled(if: examples != nil, "EVENKEEL_FORMAT_EXAMPLES names no folder")
)
struct RealExampleTests {
  @Test(
    "Each is recognized and comes out whole",
    arguments: [
      ("bazel_bep_flaky_summary.jsonl", ReportFormat.bazel, [2, 1, 1, 0, 0, 1]),
      ("bazel_bep.jsonl", .bazel, [0, 0, 0, 0, 0, 0]),
      ("circleci_tests_cli.jsonl", .circleCI, [2, 0, 2, 0, 0, 0]),
      ("ctrf_report.json", .ctrf, [10, 5, 2, 0, 3, 3]),
      ("go_test.json", .goTest, [11, 6, 4, 0, 1, 0]),
      ("jest_results_mock.json", .jest, [1, 0, 1, 0, 0, 0]),
      ("mstest.trx", .trx, [25, 2, 2, 1, 20, 0]),
      ("nextest_libtest_json.jsonl", .libtest, [2, 2, 0, 0, 0, 2]),
      ("node_test.tap", .tap, [11, 6, 3, 0, 2, 0]),
      ("perl.tap", .tap, [6, 3, 1, 0, 2, 0]),
      ("playwright_report.json", .playwright, [93, 84, 0, 3, 6, 9]),
      ("xcresulttool_tests_xcode16.json", .xcresult, [64, 44, 13, 0, 7, 48]),
      ("knapsack_rspec_report.json", .knapsack, [0, 0, 0, 0, 0, 0]),
      ("pytest_split.test_durations", .pytestSplit, [0, 0, 0, 0, 0, 0]),
    ] as [(String, ReportFormat, [Int])]
  )
  func readsExamples(name: String, format: ReportFormat, numbers: [Int]) throws {
    let folder = try #require(examples)
    let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
    #expect(sniff(bytes.prefix(8192), path: name) == format)
    let counts = try read(bytes, as: format).summary.counts
    #expect(
      [counts.cases, counts.passed, counts.failed, counts.errored, counts.skipped, counts.retried]
        == numbers
    )
  }
}

private let examples = ProcessInfo.processInfo.environment["EVENKEEL_FORMAT_EXAMPLES"]
  .map { URL(filePath: $0) }
