import Foundation
import TestSupport
import Testing

@testable import Archives

@Suite("Plain files and inputs")
struct PlainFileTests {
  @Test("A file that is no archive is one entry, named by its path, whatever the name")
  func handsOutPlainFiles() throws {
    try withTemporaryFolder { folder in
      let path = try folder.write("<testsuite/>", to: "results.zip")
      var read: [(String, [UInt8])] = []
      let summary = try forEachEntry(ofFile: path) { entry in
        read.append((entry.name, Found.read(entry, keeping: false).0))
      }
      #expect(read.map(\.0) == [path])
      #expect(read.map(\.1) == [Array("<testsuite/>".utf8)])
      #expect(summary.entries == 1)
      #expect(summary.failures.isEmpty)
    }
  }

  @Test("An empty input is an empty entry")
  func handsOutNothing() throws {
    let found = try Found([])
    #expect(found.entries == [Found.Entry(name: "f", bytes: [])])
  }

  @Test("Pieces are bounded, and a file can be read again and again")
  func readsInPieces() throws {
    let bytes = (0..<(3 * ArchiveEntry.pieceSize + 5)).map { UInt8(truncatingIfNeeded: $0 / 7) }
    var walks = 0
    _ = try forEachEntry(of: inMemory(bytes), named: "f") { entry in
      walks += 1
      for _ in 0..<3 {
        var sizes: [Int] = []
        var read: [UInt8] = []
        try entry.forEachPiece {
          sizes.append($0.count)
          read += $0
        }
        #expect(sizes.allSatisfy { $0 > 0 && $0 <= ArchiveEntry.pieceSize })
        #expect(read == bytes)
      }
    }
    #expect(walks == 1)
  }

  @Test("What is not there, and what is a folder, is an error")
  func refusesWhatIsNoFile() throws {
    try withTemporaryFolder { folder in
      let path = folder.path(percentEncoded: false)
      #expect(throws: ArchiveError.missing) {
        _ = try forEachEntry(ofFile: path + "none.xml") { _ in }
      }
      #expect(throws: ArchiveError.unreadable(reason: "it is a folder")) {
        _ = try forEachEntry(ofFile: path) { _ in }
      }
    }
  }

  static let unread: [(UnreadForm, [UInt8])] = [
    (.zstandard, [0x28, 0xB5, 0x2F, 0xFD, 0x04]),
    (.bzip2, Array("BZh9".utf8) + [0x31, 0x41, 0x59, 0x26, 0x53, 0x59, 0]),
    (.bzip2, Array("BZh1".utf8) + [0x17, 0x72, 0x45, 0x38, 0x50, 0x90, 0]),
    (.xz, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00, 0x00]),
    (.sevenZip, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0x00]),
    (.rar, Array("Rar!".utf8) + [0x1A, 0x07, 0x01]),
    (.lz4, [0x04, 0x22, 0x4D, 0x18, 0x64]),
    (.compress, [0x1F, 0x9D, 0x90]),
  ]

  @Test("A form that is not read is named, alone and within an archive", arguments: unread)
  func namesUnreadForms(form: UnreadForm, bytes: [UInt8]) throws {
    let alone = try Found(bytes)
    #expect(alone.failures == [ArchiveFailure(name: "f", error: .unread(form))])
    #expect(alone.entries.isEmpty)
    #expect(ArchiveError.unread(form).description.contains("`\(form.unpacker)`"))
    let packed = try Found(gzipped(bytes))
    #expect(packed.failures == [ArchiveFailure(name: "f", error: .unread(form))])
  }

  @Test("Text that begins like a magic number is text")
  func readsTextThatLooksPacked() throws {
    for text in ["BZh9 is a level", "PK", "7z", "Rar", "1..2\nok 1"] {
      #expect(try Found(Array(text.utf8)).entries.count == 1, "\(text)")
    }
  }

  @Test("What comes through a pipe is read like a file", arguments: [0, 10, 3_000_000])
  func readsPipes(cases: Int) throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: cases)
    let pipe = Pipe()
    let writer = Thread {
      try? pipe.fileHandleForWriting.write(contentsOf: Data(gzipped(bytes)) + gzipped(bytes))
      try? pipe.fileHandleForWriting.close()
    }
    writer.start()
    let input = try SpooledInput(fileDescriptor: pipe.fileHandleForReading.fileDescriptor)
    var read: [UInt8] = []
    _ = try forEachEntry(of: input, named: "-") { try $0.forEachPiece { read += $0 } }
    #expect(read == bytes + bytes)
  }

  @Test("What is kept of an input is bounded")
  func boundsInputs() throws {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(count: 5000))
    try pipe.fileHandleForWriting.close()
    var limits = ArchiveLimits()
    limits.keptBytes = 4999
    #expect(throws: ArchiveError.tooLargeToKeep(limit: 4999)) {
      _ = try SpooledInput(
        fileDescriptor: pipe.fileHandleForReading.fileDescriptor,
        limits: limits
      )
    }
  }

  @Test("A redirected file is read from where it stands")
  func readsRedirectedFiles() throws {
    try withTemporaryFolder { folder in
      let path = try folder.write("skipped<a/>", to: "a.xml")
      let file = try FileHandle(forReadingFrom: URL(filePath: path))
      try file.seek(toOffset: 7)
      let input = try SpooledInput(fileDescriptor: file.fileDescriptor)
      #expect(input.count == 4)
      var read: [UInt8] = []
      _ = try forEachEntry(of: input, named: "-") { try $0.forEachPiece { read += $0 } }
      #expect(read == Array("<a/>".utf8))
    }
  }

  @Test("More than a mebibyte is kept in a file, and comes back as it was")
  func spoolsToFile() throws {
    let bytes = (0..<2_500_000).map { UInt8(truncatingIfNeeded: $0 &* 31 / 255) }
    let window = try Spool.keeping(
      WindowStream(ByteWindow(MemoryStorage(bytes), count: UInt64(bytes.count))),
      limit: .max
    )
    #expect(window.storage is FileStorage)
    #expect(try window.bytes(at: 0, bytes.count) == bytes)
    #expect(try window.bytes(at: 1_048_570, 12) == Array(bytes[1_048_570..<1_048_582]))
  }
}
