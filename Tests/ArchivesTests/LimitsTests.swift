import Testing

@testable import Archives

@Suite("Limits and bombs")
struct LimitsTests {
  @Test("What a file may expand to follows its size")
  func allowsBySize() {
    let limits = ArchiveLimits()
    let mebibyte: UInt64 = 1 << 20
    // Anything is allowed a little, one layer of deflate a lot, more only at the usual ratio.
    #expect(limits.allowance(forFileOf: 0) == 64 * mebibyte)
    #expect(limits.allowance(forFileOf: 1000) == 64 * mebibyte)
    #expect(limits.allowance(forFileOf: mebibyte) == 1032 * mebibyte)
    #expect(limits.allowance(forFileOf: 10 * mebibyte) == 4096 * mebibyte)
    #expect(limits.allowance(forFileOf: 100 * mebibyte) == 20_000 * mebibyte)
    #expect(limits.allowance(forFileOf: 1000 * mebibyte) == 65_536 * mebibyte)
    #expect(limits.allowance(forFileOf: .max) == 65_536 * mebibyte)
  }

  /// Zeros, compressed as far as deflate can.
  private func zeros(_ count: Int) -> [UInt8] {
    deflated([UInt8](repeating: 0, count: count), asGzip: true, level: 9)
  }

  private func limits(_ change: (inout ArchiveLimits) -> Void) -> ArchiveLimits {
    var limits = ArchiveLimits()
    change(&limits)
    return limits
  }

  @Test("A file that expands too much is read up to the limit, even if nobody asks")
  func stopsAtExpandedBytes() throws {
    let limits = limits { $0.expandedBytes = 1_000_000 }
    let error = ArchiveError.expandsTooMuch(limit: 1_000_000)
    let gzip = try Found(zeros(3_000_000), limits: limits)
    #expect(gzip.failures == [ArchiveFailure(name: "f", error: error)])
    #expect((gzip.entries.first?.bytes.count ?? .max) <= 1_000_000)
    // Entries that nobody wants must be passed over in a stream.
    var tar = TarWriter()
    tar.add("a.txt", [UInt8](repeating: 0, count: 600_000))
    tar.add("b.txt", [UInt8](repeating: 0, count: 600_000))
    tar.add("c.xml", report())
    let unwanted = try Found(gzipped(tar.archive), limits: limits)
    #expect(unwanted.failures == [ArchiveFailure(name: "f", error: error)])
    #expect(unwanted.entries.isEmpty)
    #expect(try Found(gzipped(tar.archive)).names == ["f!c.xml"])
  }

  @Test("Entries share one limit, and nothing follows it, even if the body keeps the error")
  func sharesLimit() throws {
    let limits = limits { $0.expandedBytes = 1_000_000 }
    var zip = ZipWriter()
    for index in 0..<5 { zip.add("\(index).xml", [UInt8](repeating: 32, count: 400_000)) }
    let loud = try Found(zip.archive, limits: limits)
    #expect(loud.names == ["f!0.xml", "f!1.xml", "f!2.xml"])
    #expect(loud.failures.map(\.name) == ["f!2.xml"])
    var names: [String] = []
    let quiet = try forEachEntry(of: inMemory(zip.archive), named: "f", limits: limits) {
      names.append($0.name)
      _ = Found.read($0, keeping: false)
    }
    #expect(names == ["f!0.xml", "f!1.xml", "f!2.xml"])
    #expect(quiet.failures.map(\.error) == [.expandsTooMuch(limit: 1_000_000)])
  }

  @Test("Reading twice does not count twice")
  func countsOnce() throws {
    let limits = limits { $0.expandedBytes = 1_000_000 }
    var zip = ZipWriter()
    for index in 0..<2 { zip.add("\(index).xml", [UInt8](repeating: 32, count: 400_000)) }
    let found = try Found(zip.archive, limits: limits, rereads: true)
    #expect(found.entries.map(\.bytes.count) == [400_000, 400_000])
    #expect(found.failures.isEmpty)
  }

  @Test("Layers that expand beyond what one could are refused")
  func refusesLayers() throws {
    // 80 MB in some hundred bytes.
    let bomb = gzipped(gzipped(zeros(80_000_000)))
    #expect(bomb.count < 2000)
    var count = 0
    let summary = try forEachEntry(of: inMemory(bomb), named: "f") { entry in
      try entry.forEachPiece { count += $0.count }
    }
    #expect(summary.failures.map(\.error) == [.expandsTooMuch(limit: 64 << 20)])
    #expect(count <= 64 << 20)
  }

  @Test("A tree of archives is left at the limit")
  func leavesTrees() throws {
    var layer = ZipWriter()
    layer.add("a.xml", [UInt8](repeating: 0, count: 1_000_000))
    for _ in 0..<5 {
      var outer = ZipWriter()
      for index in 0..<8 { outer.add("\(index).zip", layer.archive) }
      layer = outer
    }
    let limits = limits { $0.expandedBytes = 20_000_000 }
    let found = try Found(layer.archive, limits: limits)
    #expect(found.entries.count <= 20)
    #expect(found.failures.map(\.error) == [.expandsTooMuch(limit: 20_000_000)])
  }

  @Test("Overlapping entries are refused though none is too large")
  func refusesOverlaps() throws {
    let kernel = [UInt8](repeating: 0, count: 1_000_000)
    var zip = ZipWriter()
    zip.add("0.xml", kernel)
    for index in 1..<1000 { zip.addAgain("\(index).xml", kernel, at: 0) }
    let found = try Found(zip.archive)
    #expect(found.entries.isEmpty)
    #expect(found.failures.map(\.error) == [.overlappingEntries])
  }

  @Test("Entries are counted over all layers, those that nobody wants among them")
  func countsEntries() throws {
    let limits = limits { $0.entries = 5 }
    var tar = TarWriter()
    for name in ["a.xml", "b.txt"] { tar.add(name, report()) }
    var zip = ZipWriter()
    for index in 0..<5 { zip.add("\(index).tar", tar.archive) }
    let found = try Found(zip.archive, limits: limits)
    #expect(found.names == ["f!0.tar!a.xml", "f!1.tar!a.xml"])
    #expect(found.failures == [ArchiveFailure(name: "f!1.tar", error: .tooManyEntries(limit: 5))])
  }

  @Test("Layers are counted", arguments: [1, 2, 3])
  func countsLayers(depth: Int) throws {
    let limits = limits { $0.depth = depth }
    let found = try Found(NestingTests.nested, limits: limits)
    let shallow = ["f!1.xml", "f!4.xml"]
    switch depth {
    case 1:
      #expect(found.names.isEmpty)
      #expect(found.failures == [ArchiveFailure(name: "f", error: .tooDeep(limit: 1))])
    case 2:
      #expect(found.names == shallow)
      #expect(found.failures == [ArchiveFailure(name: "f!in.zip", error: .tooDeep(limit: 2))])
    default:
      #expect(found.names == ["f!1.xml", "f!in.zip!y.xml", "f!4.xml"])
      #expect(found.failures.map(\.name) == ["f!in.zip!x.xml.gz"])
    }
  }

  @Test("A name that is too long is told, and stops no other", arguments: [false, true])
  func boundsNames(isTar: Bool) throws {
    let long = String(repeating: "x", count: 5000) + ".xml"
    var tar = TarWriter(.pax)
    var zip = ZipWriter()
    for name in ["a.xml", long, "b.xml"] {
      tar.add(name, report())
      zip.add(name, report())
    }
    let found = try Found(isTar ? tar.archive : zip.archive)
    #expect(found.names == ["f!a.xml", "f!b.xml"])
    #expect(found.failures.map(\.error) == [.nameTooLong(limit: 4096)])
    #expect((found.failures.first?.name.count ?? .max) < 100)
  }

  @Test("Failures are kept up to a number, and counted")
  func boundsFailures() throws {
    var zip = ZipWriter()
    for index in 0..<1100 {
      zip.add("\(index).xml", [], ZipWriter.Style(method: 0, flags: 0x801))
    }
    let found = try Found(zip.archive)
    #expect(found.failures.count == 1000)
    #expect(found.summary.moreFailures == 100)
  }

  @Test("An archive that must be kept to be read is bounded")
  func boundsKeptArchives() throws {
    var zip = ZipWriter()
    zip.add("a.xml", report())
    let found = try Found(gzipped(zip.archive), limits: limits { $0.keptBytes = 50 })
    #expect(found.failures == [ArchiveFailure(name: "f", error: .tooLargeToKeep(limit: 50))])
  }

  static let errors: [(ArchiveError, String)] = [
    (
      .truncated(.gzip, after: 12_345),
      "the gzip stream breaks off after 12,345 bytes; was the disk full, or the upload cut short?"
    ),
    (
      .tooManyEntries(limit: 200_000),
      "it has more than 200,000 entries; pack only the reports"
    ),
    (
      .unread(.zstandard),
      "it is packed as Zstandard, which is not read here; unpack it with `unzstd` and ingest what "
        + "comes out"
    ),
    (
      .method(12),
      "it is compressed with bzip2, which is not read here; pack it with deflate, the usual method "
        + "of zip"
    ),
    (.nameTooLong(limit: 999), "its name has more than 999 bytes"),
    (.corrupt(.tar, reason: "why"), "the tar archive is damaged: why"),
  ]

  @Test("An error is a sentence that says what to do", arguments: errors)
  func describes(error: ArchiveError, text: String) { #expect(error.description == text) }
}
