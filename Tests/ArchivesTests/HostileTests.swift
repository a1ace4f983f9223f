import TestSupport
import Testing

@testable import Archives

@Suite("Hostile archives")
struct HostileTests {
  /// A small archive of each form, and what it holds.
  struct Sample: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    var contents: [[UInt8]]
    /// Whether all bytes of its entries are under a checksum.
    var isChecked = true
    /// What is within its compression, which is no archive yet where it breaks off early.
    var inner: [[UInt8]] = []
  }

  static let samples: [Sample] = {
    let contents = (0..<3).map { report($0) }
    func zip(_ style: ZipWriter.Style, wide: Bool = false) -> [UInt8] {
      var zip = ZipWriter()
      zip.endIsZip64 = wide
      for (index, content) in contents.enumerated() { zip.add("\(index).xml", content, style) }
      return zip.archive
    }
    func tar(_ form: TarWriter.Form) -> [UInt8] {
      var tar = TarWriter(form)
      let folder = String(repeating: "long/", count: 25)
      for (index, content) in contents.enumerated() { tar.add("\(folder)\(index).xml", content) }
      return tar.archive
    }
    return [
      Sample(testDescription: "gzip", bytes: gzipped(contents[0]), contents: [contents[0]]),
      Sample(
        testDescription: "two members",
        bytes: gzipped(contents[0]) + gzipped(contents[1]),
        contents: [contents[0] + contents[1], contents[0]]
      ),
      Sample(testDescription: "zip", bytes: zip(ZipWriter.Style()), contents: contents),
      Sample(testDescription: "stored", bytes: zip(ZipWriter.Style(method: 0)), contents: contents),
      Sample(
        testDescription: "descriptors",
        bytes: zip(ZipWriter.Style(hasDescriptor: true)),
        contents: contents
      ),
      Sample(
        testDescription: "zip64",
        bytes: zip(ZipWriter.Style(isZip64: true), wide: true),
        contents: contents
      ),
      Sample(testDescription: "ustar", bytes: tar(.ustar), contents: contents, isChecked: false),
      Sample(testDescription: "pax", bytes: tar(.pax), contents: contents, isChecked: false),
      Sample(testDescription: "gnu", bytes: tar(.gnu), contents: contents, isChecked: false),
      Sample(
        testDescription: "tar.gz",
        bytes: gzipped(tar(.pax)),
        contents: contents,
        inner: [tar(.pax)]
      ),
      Sample(
        testDescription: "nested",
        bytes: NestingTests.nested,
        contents: (1...4).map { report($0) },
        inner: [NestingTests.nestedTar, Array("PK\u{3}".utf8)]
      ),
    ]
  }()

  @Test("An archive that breaks off anywhere gives a part of it, and says so", arguments: samples)
  func survivesTruncation(sample: Sample) throws {
    // Tar archives are mostly padding; a step that is no divisor of a block comes to every place.
    let step = sample.bytes.count < 3000 ? 1 : 5
    for size in stride(from: 0, to: sample.bytes.count, by: step) {
      let found = try Found(Array(sample.bytes.prefix(size)), rereads: size % 2 == 0)
      let contents = sample.contents + [Array(sample.bytes.prefix(size))]
      for entry in found.entries {
        let isPart = (contents + sample.inner).contains { $0.starts(with: entry.bytes) }
        #expect(isPart, "\(size) bytes: \(entry) \(found.failures)")
        if entry.error == nil {
          let isWhole = contents.contains(entry.bytes)
          #expect(isWhole, "\(size) bytes: \(entry.name)")
        }
      }
      let whole = found.entries.filter { $0.error == nil }.count
      #expect(whole == sample.contents.count || size < 512 || !found.failures.isEmpty, "\(size)")
    }
  }

  @Test(
    "Flipped bits crash nothing, and what is under a checksum is whole, or it is told",
    arguments: samples
  )
  func survivesFlips(sample: Sample) throws {
    for seed in 0..<300 as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      var bytes = sample.bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      }
      let found = try Found(bytes, rereads: seed % 2 == 0)
      // Behind the last checksum it is told at the latest.
      guard sample.isChecked, found.failures.isEmpty else { continue }
      let packed = found.entries.filter { $0.name != "f" || !bytes.starts(with: $0.bytes) }
      let isWhole = packed.allSatisfy { sample.contents.contains($0.bytes) }
      #expect(isWhole, "seed \(seed): \(found.names)")
    }
  }

  @Test("Bytes put in, taken out and repeated crash nothing", arguments: samples)
  func survivesEdits(sample: Sample) throws {
    for seed in 0..<200 as Range<UInt64> {
      var random = SeededRandom(seed: seed)
      var bytes = sample.bytes
      let cut = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, cut + Int.random(in: 0...64, using: &random))
      switch seed % 4 {
      case 0: bytes.removeSubrange(cut..<end)
      case 1: bytes.insert(contentsOf: bytes[cut..<end], at: cut)
      case 2: bytes.replaceSubrange(cut..<end, with: repeatElement(0xFF, count: end - cut))
      default:
        bytes.replaceSubrange(
          cut..<end,
          with: (cut..<end).map { _ in .random(in: 0...255, using: &random) }
        )
      }
      let found = try Found(bytes)
      #expect(found.entries.count <= 2 * sample.contents.count + 1, "seed \(seed)")
    }
  }
}
