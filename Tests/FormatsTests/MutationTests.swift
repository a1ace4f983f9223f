import Foundation
import Formats
import TestModel
import TestSupport
import Testing

/// A report as its maker never meant it: a fixture with a few seeded wounds.
struct MutatedReport {
  private static let tokens: [[UInt8]] =
    [
      "<![CDATA[", "]]>", "&#0;", "&#x1b;", "&amp", "&nbsp;", "\"", "'", "<", ">", "/>", "</",
      "<!--",
      "-->", "<?xml version=\"1.0\"?>", "?>", "<!DOCTYPE t>", "<testsuites>", "</testsuites>",
      "<testsuite name=\"m\">", "</testsuite>", "<testcase name=\"m\">", "<testcase name=\"n\"/>",
      "</testcase>", "<failure message=\"f\">", "</failure>", " name=\"again\"", "a:b", " = ",
      "\r\n",
      "\u{FEFF}", "\u{FFFE}", "𝄞",
    ].map { Array($0.utf8) } + [[0], [0x1B], [0x80], [0xC3], [0xED, 0xA0, 0x80], [0xFF, 0xFE]]

  var bytes: [UInt8]
  private var random: SeededRandom

  init(_ seed: UInt64, of reports: [[UInt8]]) {
    random = SeededRandom(seed: seed)
    bytes = reports.randomElement(using: &random) ?? []
    for _ in 0..<Int.random(in: 1...8, using: &random) { wound(reports) }
  }

  /// The sizes of the pieces in which it is read.
  mutating func pieceSize() -> Int { Int.random(in: 1...200, using: &random) }

  private mutating func wound(_ reports: [[UInt8]]) {
    let position = Int.random(in: 0...bytes.count, using: &random)
    let length = min(Int.random(in: 1...80, using: &random), bytes.count - position)
    switch Int.random(in: 0..<8, using: &random) {
    case 0 where position < bytes.count:
      bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    case 1: bytes.removeSubrange(position..<position + length)
    case 2: bytes.insert(contentsOf: bytes[position..<position + length], at: position)
    case 3: bytes.removeSubrange(position...)
    case 4:
      let other = reports.randomElement(using: &random) ?? []
      let start = Int.random(in: 0...other.count, using: &random)
      bytes.replaceSubrange(position..., with: other[start...])
    default:
      bytes.insert(contentsOf: Self.tokens.randomElement(using: &random) ?? [], at: position)
    }
  }
}

@Suite("Reports that were mutated")
struct MutationTests {
  /// The fixtures that mutations start from, none longer than 20 kB.
  static let reports: [[UInt8]] = ["malformed", "junit", "history/xml"].flatMap { name in
    let folder = fixtures.appending(path: name)
    let paths = FileManager.default.subpaths(atPath: folder.path(percentEncoded: false)) ?? []
    return paths.sorted().prefix(200).compactMap {
      try? Data(contentsOf: folder.appending(path: $0))
    }
    .filter { (1...20_000).contains($0.count) }.map { Array($0) }
  }

  @Test(
    "No mutation crashes the reader, hangs it, or reads otherwise in other pieces",
    .timeLimit(.minutes(2)),
    arguments: 0..<40
  )
  func survives(block: UInt64) {
    for seed in block * 25..<(block + 1) * 25 {
      var mutated = MutatedReport(seed, of: Self.reports)
      let whole = Result { try read(mutated.bytes) }
      let inPieces = Result { try read(mutated.bytes, inPiecesOf: mutated.pieceSize()) }
      switch (whole, inPieces) {
      case (.success(let report), .success(let other)):
        #expect(report == other, "seed \(seed)")
        check(report, of: mutated.bytes, seed)
      case (.failure(let error as ReportError), .failure(let other as ReportError)):
        #expect(error == other, "seed \(seed)")
        #expect(!error.description.isEmpty)
      default: Issue.record("seed \(seed): \(whole) and \(inPieces)")
      }
    }
  }

  private func check(_ report: ReadReport, of bytes: [UInt8], _ seed: UInt64) {
    let counts = report.summary.counts
    #expect(counts.cases == report.cases.count, "seed \(seed)")
    #expect(
      counts.cases == counts.passed + counts.failed + counts.errored + counts.skipped,
      "seed \(seed)"
    )
    #expect(report.cases.allSatisfy { !$0.attempts.isEmpty }, "seed \(seed)")
    // A case takes its tag, a suite that broke its failure.
    #expect(report.cases.count <= bytes.count / "<error/>".utf8.count)
    #expect(report.summary.notes.count <= 20)
  }
}
