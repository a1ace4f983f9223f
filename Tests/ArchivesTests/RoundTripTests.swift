import TestSupport
import Testing

@testable import Archives

@Suite("Round trips")
struct RoundTripTests {
  /// Packs random files into a random archive.
  struct Packing {
    var random: SeededRandom
    var expected: [Found.Entry] = []

    mutating func content() -> [UInt8] {
      let sizes = [0, 1, 511, 512, 513, 2000, 70_000]
      let size = sizes.randomElement(using: &random) ?? 0
      // Runs and noise, so that deflate has both to do; never a magic number.
      var bytes = [UInt8(ascii: "<")]
      while bytes.count < size {
        let byte = UInt8.random(in: 32..<127, using: &random)
        bytes += Array(repeating: byte, count: Int.random(in: 1...40, using: &random))
      }
      return Array(bytes.prefix(size))
    }

    /// An archive whose files are expected under `name`.
    mutating func archive(_ name: String, depth: Int) -> [UInt8] {
      let isZip = Bool.random(using: &random)
      let form = TarWriter.Form.allCases.randomElement(using: &random) ?? .pax
      var zip = ZipWriter()
      zip.endIsZip64 = Bool.random(using: &random)
      var tar = TarWriter(form)
      // A tar archive of nothing is zeros, which are no archive.
      for index in 0..<Int.random(in: (isZip ? 0 : 1)...5, using: &random) {
        let folder = String(repeating: "d\(index)/", count: Int.random(in: 0...35, using: &random))
        let (ownName, bytes) = member(folder + "\(index)", in: name, depth: depth)
        zip.add(ownName, bytes, style())
        tar.add(ownName, bytes)
      }
      return isZip ? zip.archive : Bool.random(using: &random) ? tar.archive : gzipped(tar.archive)
    }

    private mutating func member(_ stem: String, in name: String, depth: Int) -> (String, [UInt8]) {
      if depth < 2, Int.random(in: 0..<4, using: &random) == 0 {
        let ownName = stem + ".zip"
        return (ownName, archive("\(name)!\(ownName)", depth: depth + 1))
      }
      let bytes = content()
      let isPacked = Int.random(in: 0..<4, using: &random) == 0
      let ownName = stem + (isPacked ? ".xml.gz" : ".xml")
      expected.append(Found.Entry(name: "\(name)!\(ownName)", bytes: bytes))
      return (ownName, isPacked ? gzipped(bytes) : bytes)
    }

    private mutating func style() -> ZipWriter.Style {
      ZipWriter.Style(
        method: Bool.random(using: &random) ? 8 : 0,
        hasDescriptor: Bool.random(using: &random),
        descriptorHasSignature: Bool.random(using: &random),
        isZip64: Bool.random(using: &random)
      )
    }
  }

  @Test("What is packed comes out, whatever the form and the nesting", arguments: 0..<150)
  func roundTrips(seed: UInt64) throws {
    var packing = Packing(random: SeededRandom(seed: seed))
    let archive = packing.archive("f", depth: 0)
    let found = try Found(archive, rereads: seed % 2 == 0)
    #expect(found.entries == packing.expected)
    #expect(found.failures.isEmpty)
  }
}
