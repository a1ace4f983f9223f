import Testing

@testable import Archives

@Suite("gzip")
struct GzipTests {
  @Test("A compressed report has the name of its file, and can be read again")
  func readsOneMember() throws {
    let found = try Found(gzipped(report()), rereads: true)
    #expect(found.entries == [Found.Entry(name: "f", bytes: report())])
    #expect(found.failures.isEmpty)
  }

  @Test("Members follow each other, empty ones among them")
  func readsManyMembers() throws {
    let parts = (0..<50).map { report($0) } + [[]] + [report(9, cases: 2000)]
    let found = try Found(parts.flatMap(gzipped))
    #expect(found.entries == [Found.Entry(name: "f", bytes: parts.flatMap { $0 })])
  }

  @Test("Zeros fill up the last block", arguments: [1, 511, 100_000])
  func passesOverZeros(count: Int) throws {
    let found = try Found(gzipped(report()) + [UInt8](repeating: 0, count: count))
    #expect(found.entries.first?.bytes == report())
    #expect(found.failures.isEmpty)
  }

  @Test("Zeros may be between members", arguments: [1, 70_000])
  func passesOverZerosBetween(count: Int) throws {
    let zeros = [UInt8](repeating: 0, count: count)
    let found = try Found(gzipped(report(1)) + zeros + gzipped(report(2)))
    #expect(found.entries == [Found.Entry(name: "f", bytes: report(1) + report(2))])
  }

  @Test("A layer that breaks off within another gives what came before")
  func readsUpToInnerBreak() throws {
    let whole = report(cases: 20_000)
    let packed = gzipped(gzipped(whole))
    let found = try Found(Array(packed.prefix(packed.count - 100)))
    let entry = try #require(found.entries.first)
    #expect(entry.bytes.count > whole.count - 5000)
    #expect(whole.starts(with: entry.bytes))
    #expect(entry.error == .truncated(.gzip, after: UInt64(packed.count - 100)))
  }

  @Test("Other bytes behind the end are told, and what is before them comes out")
  func tellsOfGarbage() throws {
    let found = try Found(gzipped(report()) + [0, 0, 7])
    #expect(found.entries.first?.bytes == report())
    #expect(
      found.failures.map(\.error) == [.corrupt(.gzip, reason: "other bytes follow its end")]
    )
  }

  @Test("A stream that breaks off gives what came before, then says where, each time")
  func readsUpToBreak() throws {
    let whole = report(cases: 20_000)
    let packed = gzipped(whole)
    let cut = Array(packed.prefix(packed.count / 2))
    let error = ArchiveError.truncated(.gzip, after: UInt64(cut.count))
    let found = try Found(cut, rereads: true)
    let entry = try #require(found.entries.first)
    #expect(entry.bytes.count > whole.count / 3)
    #expect(whole.starts(with: entry.bytes))
    #expect(entry.error == error)
    #expect(found.failures == [ArchiveFailure(name: "f", error: error)])
  }

  @Test("A wrong checksum or size is an error", arguments: [8, 7, 6, 5, 4, 3, 2, 1])
  func checksSum(fromEnd: Int) throws {
    var packed = gzipped(report())
    packed[packed.count - fromEnd] ^= 1
    let found = try Found(packed)
    #expect(found.entries.first?.bytes == report())
    #expect(found.failures.map(\.error) == [.checksumMismatch(.gzip)])
  }

  @Test("Layers of gzip come off")
  func readsLayers() throws {
    let found = try Found(gzipped(gzipped(gzipped(report()))))
    #expect(found.entries == [Found.Entry(name: "f", bytes: report())])
  }
}
