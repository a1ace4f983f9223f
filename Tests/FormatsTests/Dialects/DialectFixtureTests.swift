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
}
