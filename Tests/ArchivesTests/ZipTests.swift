import Testing

@testable import Archives

@Suite("zip")
struct ZipTests {
  typealias Style = ZipWriter.Style

  static let styles: [Style] = [0, 8].flatMap { method in
    [
      Style(method: method), Style(method: method, hasDescriptor: true),
      Style(method: method, hasDescriptor: true, descriptorHasSignature: false),
      Style(method: method, isZip64: true),
      Style(method: method, hasDescriptor: true, isZip64: true),
      Style(method: method, unixMode: 0o100644), Style(method: method, unixMode: 0o010600),
    ]
  }

  @Test("Entries of every style come out whole, and again", arguments: styles, [false, true])
  func readsStyles(style: Style, endIsZip64: Bool) throws {
    var zip = ZipWriter()
    zip.endIsZip64 = endIsZip64
    zip.comment = Array("PK\u{5}\u{6} is no end".utf8)
    zip.add("a/TEST-a.xml", report(1), style)
    zip.add("b.xml", [], style)
    zip.add("c.json", report(3, cases: 5000), style)
    let found = try Found(zip.archive, rereads: true)
    #expect(
      found.entries == [
        Found.Entry(name: "f!a/TEST-a.xml", bytes: report(1)),
        Found.Entry(name: "f!b.xml", bytes: []),
        Found.Entry(name: "f!c.json", bytes: report(3, cases: 5000)),
      ]
    )
    #expect(found.failures.isEmpty)
  }

  @Test("An archive of nothing has nothing")
  func readsEmptyArchive() throws {
    let found = try Found(ZipWriter().archive)
    #expect(found.entries.isEmpty)
    #expect(found.failures.isEmpty)
  }

  @Test("Folders and links are passed over, and other files counted")
  func passesOver() throws {
    var zip = ZipWriter()
    zip.add("dir.xml/", [], Style(method: 0))
    zip.add("dir2.xml", [], Style(method: 0, unixMode: 0o040755))
    zip.add("link.xml", Array("/etc/passwd".utf8), Style(method: 0, unixMode: 0o120777))
    zip.add("notes.txt", [1])
    zip.add("a.xml", report())
    let found = try Found(zip.archive)
    #expect(found.names == ["f!a.xml"])
    #expect(found.summary.unwanted == 1)
    #expect(found.failures.isEmpty)
  }

  @Test("The only file is taken whatever its name, even in layers; one of two is not")
  func takesLoneFile() throws {
    var zip = ZipWriter()
    zip.add("dir/", [], Style(method: 0))
    zip.add("results", report())
    #expect(try Found(zip.archive).names == ["f!results"])
    var outer = ZipWriter()
    outer.add("artifact", zip.archive)
    #expect(try Found(gzipped(outer.archive)).names == ["f!artifact!results"])
    outer.add("other", [])
    #expect(try Found(outer.archive).names.isEmpty)
  }

  @Test("The caller can say what is wanted")
  func asksForWanted() throws {
    var zip = ZipWriter()
    for name in ["a.xml", "../b.log", "c.xml"] { zip.add(name, report()) }
    var asked: [String] = []
    let found = try Found(zip.archive) { name in
      asked.append(name)
      return name.hasSuffix(".log")
    }
    #expect(asked == ["a.xml", "b.log", "c.xml"])
    #expect(found.names == ["f!b.log"])
    #expect(found.summary.unwanted == 2)
  }

  static let refused: [(Style, ArchiveError)] = [
    (Style(flags: 0x801), .encrypted),
    (Style(method: 14), .method(14)),
    (Style(method: 0, checksum: 1), .checksumMismatch(.zip)),
    (Style(method: 8, checksum: 1), .checksumMismatch(.zip)),
    (
      Style(method: 8, hasDescriptor: true, size: 7),
      .corrupt(.zip, reason: "an entry has not the size that its directory says")
    ),
    (
      Style(method: 8, hasDescriptor: true, size: 7_000_000),
      .corrupt(.zip, reason: "an entry has not the size that its directory says")
    ),
    (
      Style(localName: "c.xml"),
      .corrupt(.zip, reason: "an entry is not what its directory says")
    ),
  ]

  @Test("An entry that cannot be read is told, and stops no other", arguments: refused)
  func refusesEntries(style: Style, error: ArchiveError) throws {
    var zip = ZipWriter()
    zip.add("a.xml", report(1))
    zip.add("b.xml", report(2), style)
    zip.add("d.xml", report(4))
    let found = try Found(zip.archive)
    #expect(found.failures == [ArchiveFailure(name: "f!b.xml", error: error)])
    let whole = found.entries.filter { $0.error == nil }
    #expect(whole.map(\.bytes) == [report(1), report(4)])
  }

  @Test("Entries that share bytes are refused before anything is unpacked")
  func refusesOverlaps() throws {
    var zip = ZipWriter()
    zip.add("a.xml", report(1))
    zip.addAgain("b.xml", report(1), at: 0)
    let found = try Found(zip.archive)
    #expect(found.failures == [ArchiveFailure(name: "f", error: .overlappingEntries)])
    #expect(found.entries.isEmpty)
  }

  @Test("One part of an archive in several is told")
  func refusesParts() throws {
    var zip = ZipWriter()
    zip.add("a.xml", report(1))
    var archive = zip.archive
    archive[archive.count - 22 + 4] = 3
    #expect(try Found(archive).failures.map(\.error) == [.partOfArchive])
  }

  @Test("An archive in parts that needed only one is read", arguments: ["PK00", "PK\u{7}\u{8}"])
  func readsMarked(marker: String) throws {
    // As it breaks off, the entries are found from its start.
    var zip = ZipWriter()
    zip.add("a.xml", report(1))
    let found = try Found(Array(marker.utf8) + zip.bytes)
    #expect(found.entries.map(\.bytes) == [report(1)])
  }

  @Test("Names that are not UTF-8 are in the code page of the first PCs")
  func readsOldNames() throws {
    var zip = ZipWriter()
    zip.add([0x81, 0x62, 0x65, 0x72] + Array(".xml".utf8), report(), Style(flags: 0))
    zip.add(Array("ü.xml".utf8), report(), Style(flags: 0))
    #expect(try Found(zip.archive).names == ["f!über.xml", "f!ü.xml"])
  }

  @Test(
    "An archive without its directory gives the entries that are whole, and part of the next",
    arguments: [Style(), Style(hasDescriptor: true), Style(hasDescriptor: true, isZip64: true)]
  )
  func salvages(style: Style) throws {
    var zip = ZipWriter()
    zip.add("a.xml", report(1), style)
    zip.add("other.txt", report(2), style)
    zip.add("c.xml", report(3, cases: 20_000), style)
    let cut = Array(zip.bytes.dropLast(10_000))
    let found = try Found(cut, rereads: true)
    #expect(found.names == ["f!a.xml", "f!c.xml"])
    #expect(found.entries.first == Found.Entry(name: "f!a.xml", bytes: report(1)))
    let last = try #require(found.entries.last)
    #expect(!last.bytes.isEmpty && report(3, cases: 20_000).starts(with: last.bytes))
    #expect(last.error != nil)
    #expect(found.failures.map(\.name) == ["f!c.xml", "f"])
    #expect(found.summary.unwanted == 1)
  }
}
