import Testing

@testable import Archives

@Suite("tar")
struct TarTests {
  static let longNames = [
    "a.xml", "dir/" + String(repeating: "n", count: 90) + "/TEST-a.xml",
    String(repeating: "long/", count: 30) + "TEST-a.xml",
  ]

  @Test(
    "Members come out under their whole names, compressed and not",
    arguments: TarWriter.Form.allCases,
    [false, true]
  )
  func readsForms(form: TarWriter.Form, isCompressed: Bool) throws {
    var tar = TarWriter(form)
    for (index, name) in TarTests.longNames.enumerated() {
      tar.add(name, report(index, cases: index * 1000))
    }
    let found = try Found(isCompressed ? gzipped(tar.archive) : tar.archive, rereads: true)
    let expected = TarTests.longNames.enumerated().map { index, name in
      Found.Entry(name: "f!\(name)", bytes: report(index, cases: index * 1000))
    }
    #expect(found.entries == expected)
    #expect(found.failures.isEmpty)
  }

  @Test("Links, folders and devices are passed over, and what is no file's bytes too")
  func passesOver() throws {
    var tar = TarWriter()
    for (index, type) in "123456VDgx".enumerated() {
      let hasData = index > 5
      tar.add("a\(index).xml", hasData ? Array("9 a=b c\n\n".utf8) : [], type: type)
    }
    tar.add("dir.xml/", [])
    tar.add("notes.txt", [1])
    tar.add("b.xml", report(), type: "7")
    let found = try Found(tar.archive)
    #expect(found.entries == [Found.Entry(name: "f!b.xml", bytes: report())])
    #expect(found.failures.isEmpty)
    #expect(found.summary.unwanted == 1)
  }

  @Test("The only file is taken whatever its name, compressed or not; the first of two is not")
  func takesLoneFile() throws {
    var tar = TarWriter()
    tar.add("dir/", [], type: "5")
    tar.add("results", report())
    for archive in [tar.archive, gzipped(tar.archive)] {
      let found = try Found(archive, rereads: true)
      #expect(found.entries == [Found.Entry(name: "f!results", bytes: report())])
      #expect(found.summary.unwanted == 0)
    }
    tar.add("more", report())
    let found = try Found(gzipped(tar.archive))
    #expect(found.entries.isEmpty)
    #expect(found.summary.unwanted == 2)
  }

  @Test("A file of another name that is too large to keep is left, and stops no other")
  func leavesLargeFirstFile() throws {
    var limits = ArchiveLimits()
    limits.keptBytes = 1000
    var tar = TarWriter()
    tar.add("results", report(cases: 100))
    let alone = try Found(gzipped(tar.archive), limits: limits)
    #expect(alone.entries.isEmpty)
    #expect(alone.failures.isEmpty)
    #expect(alone.summary.unwanted == 1)
    tar.add("a.xml", report())
    #expect(try Found(gzipped(tar.archive), limits: limits).names == ["f!a.xml"])
  }

  @Test("A pax header's size beats the member's own")
  func readsPaxSize() throws {
    var tar = TarWriter(.pax)
    tar.addPax(["comment": "x=y", "size": "\(report().count)", "path": "a.xml"])
    tar.addMember("x", report(), type: "0", statedSize: Array("000000000000".utf8))
    tar.add("b.xml", report(2))
    #expect(try Found(tar.archive).entries.map(\.bytes) == [report(), report(2)])
  }

  @Test("A size in GNU's binary form is read")
  func readsBinarySize() throws {
    var tar = TarWriter(.gnu)
    let size = [0x80, 0, 0, 0] + little(UInt64(report().count)).reversed()
    tar.addMember("a.xml", report(), type: "0", statedSize: size)
    #expect(try Found(tar.archive).entries.map(\.bytes) == [report()])
  }

  @Test("Sparse files are told, and stop no other", arguments: [false, true])
  func refusesSparse(isPax: Bool) throws {
    var tar = TarWriter(isPax ? .pax : .gnu)
    if isPax { tar.addPax(["GNU.sparse.major": "1"]) }
    tar.add("a.xml", report(), type: isPax ? "0" : "S")
    tar.add("b.xml", report(2))
    let found = try Found(gzipped(tar.archive))
    #expect(found.failures == [ArchiveFailure(name: "f!a.xml", error: .sparse)])
    #expect(found.entries.map(\.bytes) == [report(2)])
  }

  /// The sizes of members, or of pax headers, that cannot be.
  static let impossibleSizes: [(type: Character, size: [UInt8])] = [
    ("0", Array(repeating: 0xFF, count: 12)),
    ("0", [0x80] + Array(repeating: 0xFF, count: 11)),
    ("0", [0x80, 0, 0, 0, 0x7F] + Array(repeating: 0xFF, count: 7)),
    ("0", Array("99999999999 ".utf8)),
    ("x", Array("77777777777 ".utf8)),
    ("L", Array("00004000001 ".utf8)),
  ]

  @Test("A size that cannot be is told, behind what is before it", arguments: impossibleSizes)
  func tellsOfImpossibleSizes(type: Character, size: [UInt8]) throws {
    var tar = TarWriter(.gnu)
    tar.add("a.xml", report())
    tar.addMember("b.xml", [], type: type, statedSize: size)
    tar.add("c.xml", report(3))
    for archive in [tar.archive, gzipped(tar.archive)] {
      let found = try Found(archive)
      #expect(found.entries == [Found.Entry(name: "f!a.xml", bytes: report())])
      #expect(found.failures.map(\.name) == ["f"])
    }
  }

  @Test("An endless size in a pax header is told")
  func tellsOfEndlessPaxSize() throws {
    var tar = TarWriter(.pax)
    tar.add("a.xml", report())
    tar.addPax(["size": "18446744073709551615"])
    tar.add("c.xml", report(3))
    let found = try Found(tar.archive)
    #expect(found.names == ["f!a.xml"])
    #expect(
      found.failures.map(\.error) == [
        .corrupt(.tar, reason: "a member has an impossible size")
      ]
    )
  }

  @Test("Odd records of pax end nothing but themselves")
  func readsOddPaxRecords() {
    for (text, path) in [
      ("11 path=abc\n", nil), ("12 path=abc\n", "abc"), ("", nil), ("99 path=abc\n", nil),
      ("0 path=abc\n", nil), ("-5 path=abc\n", nil), ("2 \n12 path=abc\n", nil),
      ("5 ab\n12 path=abc\n", "abc"), ("12345678901234567890 path=a\n", nil),
    ] as [(String, String?)] {
      let records = PaxRecords(Array(text.utf8))
      #expect(records.path.map { String(decoding: $0, as: UTF8.self) } == path, "\(text)")
    }
  }
}
