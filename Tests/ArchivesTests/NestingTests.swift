import Foundation
import TestSupport
import Testing

@testable import Archives

@Suite("Nesting and walking")
struct NestingTests {
  /// A compressed report in a zip archive in a compressed tar archive, and plain ones around it.
  static let nested = gzipped(nestedTar)
  static let nestedTar: [UInt8] = {
    var zip = ZipWriter()
    zip.add("x.xml.gz", gzipped(report(2)))
    zip.add("y.xml", report(3), ZipWriter.Style(method: 0))
    var tar = TarWriter()
    tar.add("1.xml", report(1))
    tar.add("in.zip", zip.archive)
    tar.add("4.xml", report(4))
    return tar.archive
  }()
  static let names = ["f!1.xml", "f!in.zip!x.xml.gz", "f!in.zip!y.xml", "f!4.xml"]

  @Test("A .gz in a .zip in a .tar.gz is found, once and twice", arguments: [false, true])
  func findsNested(rereads: Bool) throws {
    let found = try Found(NestingTests.nested, rereads: rereads)
    #expect(found.names == NestingTests.names)
    #expect(found.entries.map(\.bytes) == (1...4).map { report($0) })
    #expect(found.failures.isEmpty)
  }

  @Test("Archives in archives are found however they are stored", arguments: [0, 8] as [UInt16])
  func findsArchivesInZip(method: UInt16) throws {
    var tar = TarWriter()
    tar.add("a.xml", report(1))
    tar.add("b.xml", report(2))
    var inner = ZipWriter()
    inner.add("c.xml", report(3))
    var zip = ZipWriter()
    let style = ZipWriter.Style(method: method)
    zip.add("t.tar", tar.archive, style)
    zip.add("z.zip", inner.archive, style)
    zip.add("t.tgz", gzipped(tar.archive), style)
    let found = try Found(zip.archive, rereads: true)
    #expect(
      found.names == [
        "f!t.tar!a.xml", "f!t.tar!b.xml", "f!z.zip!c.xml", "f!t.tgz!a.xml", "f!t.tgz!b.xml",
      ]
    )
    #expect(found.entries.map(\.bytes) == [1, 2, 3, 1, 2].map { report($0) })
  }

  @Test("The checksum around a tar archive is checked too")
  func checksAroundTar() throws {
    var tar = TarWriter()
    tar.add("a.xml", report(1))
    var zip = ZipWriter()
    zip.add("t.tar", tar.archive, ZipWriter.Style(method: 0, checksum: 7))
    zip.add("b.xml", report(2))
    let found = try Found(zip.archive)
    #expect(found.names == ["f!t.tar!a.xml", "f!b.xml"])
    #expect(found.failures == [ArchiveFailure(name: "f!t.tar", error: .checksumMismatch(.zip))])
  }

  @Test("A broken archive within another stops no other")
  func goesOnAfterBrokenArchive() throws {
    var tar = TarWriter()
    tar.add("broken.zip", Array("PK\u{3}\u{4} and no more".utf8))
    tar.add("broken.xml.gz", gzipped(report(cases: 500)).dropLast(9))
    tar.add("b.xml", report(2))
    let found = try Found(gzipped(tar.archive))
    #expect(found.names == ["f!broken.xml.gz", "f!b.xml"])
    #expect(found.failures.map(\.name) == ["f!broken.zip", "f!broken.xml.gz"])
    #expect(found.entries.last?.bytes == report(2))
  }

  @Test("An entry can be left before its end, unread, or read in part")
  func leavesEntries() throws {
    struct Enough: Error {}
    var read: [String: Int] = [:]
    let summary = try forEachEntry(of: inMemory(NestingTests.nested), named: "f") { entry in
      do {
        try entry.forEachPiece { piece in
          read[entry.name] = piece.count
          throw Enough()
        }
      } catch is Enough {}
    }
    #expect(read.keys.sorted() == NestingTests.names.sorted())
    #expect(summary.failures.isEmpty)
    var count = 0
    _ = try forEachEntry(of: inMemory(NestingTests.nested), named: "f") { _ in count += 1 }
    #expect(count == 4)
  }

  @Test("An archive error out of the body is the entry's; others end the walk; the walk can stop")
  func handlesErrorsOfBody() throws {
    struct Failed: Error {}
    var names: [String] = []
    #expect(throws: Failed.self) {
      _ = try forEachEntry(of: inMemory(NestingTests.nested), named: "f") {
        names.append($0.name)
        if names.count == 2 { throw Failed() }
      }
    }
    #expect(names == Array(NestingTests.names.prefix(2)))
    names = []
    let stopped = try forEachEntry(of: inMemory(NestingTests.nested), named: "f") {
      names.append($0.name)
      if names.count == 3 { throw StopWalking() }
    }
    #expect(names == Array(NestingTests.names.prefix(3)))
    #expect(stopped.entries == 3)
    let failed = try forEachEntry(of: inMemory(NestingTests.nested), named: "f") { _ in
      throw ArchiveError.encrypted
    }
    #expect(failed.failures.map(\.name) == NestingTests.names)
  }

  @Test("What comes from a stream is read again only if it is kept, and never after it is past")
  func keepsOnlyWhatIsAsked() throws {
    var tar = TarWriter()
    tar.add("1.xml", report(1))
    tar.add("2.xml", report(2))
    var past: ArchiveEntry?
    var seen: [ArchiveError?] = []
    _ = try forEachEntry(of: inMemory(gzipped(tar.archive)), named: "f") { entry in
      if let past { seen.append(Found.read(past, keeping: false).1) }
      past = past ?? entry
      if entry.name == "f!2.xml" {
        #expect(Found.read(entry, keeping: false).1 == nil)
        seen.append(Found.read(entry, keeping: false).1)
      }
    }
    #expect(seen == [.gonePast, .gonePast])
  }

  @Test("What is kept of an entry is bounded, and large ones come back whole")
  func boundsKept() throws {
    let large = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
    var tar = TarWriter()
    tar.add("1.xml", large)
    tar.add("2.xml", report(2))
    let found = try Found(gzipped(tar.archive), rereads: true)
    #expect(found.entries.map(\.bytes) == [large, report(2)])
    var limits = ArchiveLimits()
    limits.keptBytes = 2_000_000
    let bounded = try Found(gzipped(tar.archive), limits: limits, rereads: true)
    #expect(bounded.entries.last?.bytes == report(2))
    #expect(bounded.failures.map(\.name) == ["f!1.xml"])
  }

  @Test(
    "What is kept so as not to be unpacked again is the same, small and large",
    arguments: [10, 90_000]
  )
  func keepsUnpacked(cases: Int) throws {
    var zip = ZipWriter()
    zip.add("a.xml", report(1, cases: cases))
    zip.add("b.xml", report(2, cases: cases), ZipWriter.Style(checksum: 7))
    for archive in [zip.archive, gzipped(zip.archive)] {
      let found = try Found(archive, rereads: true)
      #expect(
        found.entries == [
          Found.Entry(name: "f!a.xml", bytes: report(1, cases: cases)),
          Found.Entry(
            name: "f!b.xml",
            bytes: report(2, cases: cases),
            error: .checksumMismatch(.zip)
          ),
        ]
      )
    }
  }

  static let fixtureNames = ["info-zip.zip", "info-zip-stream.zip", "gnu-tar.tgz", "pax.tgz"]

  @Test("Archives that others wrote are read", arguments: fixtureNames)
  func readsOthersArchives(name: String) throws {
    let path = fixtures.appending(path: "archives/\(name)").path(percentEncoded: false)
    let expected = #"<testsuite name="one"><testcase name="a" time="0.1"/></testsuite>"# + "\n"
    var texts: [String] = []
    let summary = try forEachEntry(ofFile: path) { entry in
      texts.append(String(decoding: Found.read(entry, keeping: false).0, as: UTF8.self))
    }
    #expect(summary.failures.isEmpty)
    #expect(texts == Array(repeating: expected, count: name == "info-zip-stream.zip" ? 1 : 2))
  }
}
