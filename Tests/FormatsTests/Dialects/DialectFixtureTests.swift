import Foundation
import TestModel
import TestSupport
import Testing

@Suite("Producers of JUnit XML")
struct DialectFixtureTests {
  @Test("Each is recognized by name, whatever else looks like it", arguments: DialectFixture.all)
  func recognizes(fixture: DialectFixture) throws {
    let summary = try fixture.read().summary
    #expect(summary.producer == fixture.producer)
    #expect(summary.isCheck == fixture.path.hasPrefix("checks/"))
  }

  @Test("What each says is read as the listing beside it shows", arguments: DialectFixture.all)
  func reads(fixture: DialectFixture) throws {
    let listing = fixture.path.replacing(".xml", with: ".txt")
    try expectGolden(fixture.read().listing, "junit/\(listing)")
  }

  @Test("No identity tells the number of an attempt, a seed or a process")
  func identitiesAreStable() throws {
    for fixture in DialectFixture.all {
      for testCase in try fixture.read().cases {
        let id = [testCase.id.suite, testCase.id.classname, testCase.id.name].joined(separator: "|")
        for mark in ["(attempt 1", "(repetition", "@stress-", "begin 1", "rspec2", "6097", "122_0"]
        {
          #expect(!id.contains(mark), "\(fixture.path)")
        }
      }
    }
  }

  @Test("No mutation of what a producer writes breaks the reader", arguments: 0..<8)
  func survivesMutation(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    let interesting = Array("<>&'\"/():-. @0".utf8) + [0, 0x1B, 0xFF]
    for fixture in DialectFixture.all {
      var bytes = try fixture.bytes()
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        let position = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[position] = interesting.randomElement(using: &random) ?? 0
        case 1: bytes.remove(at: position)
        case 2: bytes.removeSubrange(position..<min(bytes.count, position + 40))
        default:
          let end = min(bytes.count, position + Int.random(in: 1...60, using: &random))
          bytes.insert(contentsOf: bytes[position..<end], at: position)
        }
        if bytes.isEmpty { bytes = [UInt8(ascii: "<")] }
      }
      guard let report = try? FormatsTests.read(bytes) else { continue }
      #expect(report.summary.counts.cases == report.cases.count, "\(fixture.path)")
      #expect(report.cases.allSatisfy { !$0.attempts.isEmpty }, "\(fixture.path)")
    }
  }
}
