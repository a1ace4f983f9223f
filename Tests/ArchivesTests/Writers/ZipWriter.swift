/// Writes a zip archive, honest or not.
struct ZipWriter {
  /// How an entry is written.
  struct Style {
    var method: UInt16 = 8
    /// The sizes and the checksum come behind the data, with a signature or without.
    var hasDescriptor = false
    var descriptorHasSignature = true
    var isZip64 = false
    var flags: UInt16 = 0x800
    /// The attributes for the system that packed it, which is Unix where they are not zero.
    var unixMode: UInt16 = 0
    /// The name in front of the data, where it is another one.
    var localName: String?
    var checksum: UInt32?
    var size: Int?
  }

  private(set) var bytes: [UInt8] = []
  private(set) var directory: [UInt8] = []
  private var count = 0
  var comment: [UInt8] = []
  var endIsZip64 = false

  mutating func add(_ name: String, _ content: [UInt8], _ style: Style = Style()) {
    add(Array(name.utf8), content, style)
  }

  mutating func add(_ name: [UInt8], _ content: [UInt8], _ style: Style) {
    let packed = style.method == 8 ? deflated(content, asGzip: false) : content
    let record = Record(
      name: name,
      packed: packed.count,
      size: style.size ?? content.count,
      checksum: style.checksum ?? checksum(content),
      style: style
    )
    let position = bytes.count
    bytes += record.local + packed + record.descriptor
    addToDirectory(record, position: position)
  }

  /// Adds one more record of the directory for data that is there already.
  mutating func addAgain(_ name: String, _ content: [UInt8], at position: Int) {
    let packed = deflated(content, asGzip: false)
    let record = Record(
      name: Array(name.utf8),
      packed: packed.count,
      size: content.count,
      checksum: checksum(content),
      style: Style()
    )
    addToDirectory(record, position: position)
  }

  private mutating func addToDirectory(_ record: Record, position: Int) {
    directory += record.directory(position)
    count += 1
  }

  /// The archive with its directory.
  var archive: [UInt8] {
    let wideEnd: [UInt8] =
      little(UInt32(0x0606_4b50)) + little(UInt64(44)) + little(UInt32(45)) + little(UInt64(0))
      + little(UInt64(count)) + little(UInt64(count)) + little(UInt64(directory.count))
      + little(UInt64(bytes.count))
    let locator: [UInt8] =
      little(UInt32(0x0706_4b50)) + little(UInt32(0))
      + little(UInt64(bytes.count + directory.count)) + little(UInt32(1))
    let counts = endIsZip64 ? UInt16.max : UInt16(truncatingIfNeeded: count)
    var end: [UInt8] = little(UInt32(0x0605_4b50)) + little(UInt32(0))
    end += little(counts) + little(counts)
    end += little(endIsZip64 ? UInt32.max : UInt32(directory.count))
    end += little(endIsZip64 ? UInt32.max : UInt32(bytes.count))
    end += little(UInt16(comment.count)) + comment
    return bytes + directory + (endIsZip64 ? wideEnd + locator : []) + end
  }

  private struct Record {
    var name: [UInt8]
    var packed: Int
    var size: Int
    var checksum: UInt32
    var style: Style

    private var flags: UInt16 { style.flags | (style.hasDescriptor ? 8 : 0) }

    private func sizes(isKnown: Bool) -> [UInt8] {
      guard isKnown else { return Array(repeating: 0, count: 12) }
      let narrow =
        style.isZip64
        ? little(UInt64.max) : little(UInt32(packed)) + little(UInt32(size))
      return little(checksum) + narrow
    }

    private var wideSizes: [UInt8] { little(UInt64(size)) + little(UInt64(packed)) }

    var local: [UInt8] {
      let localName = style.localName.map { Array($0.utf8) } ?? name
      let extra: [UInt8] =
        style.isZip64 && !style.hasDescriptor
        ? little(UInt16(1)) + little(UInt16(16)) + wideSizes : []
      var bytes: [UInt8] = little(UInt32(0x0403_4b50)) + little(UInt16(20)) + little(flags)
      bytes += little(style.method) + little(UInt32(0))
      bytes += sizes(isKnown: !style.hasDescriptor)
      bytes += little(UInt16(localName.count)) + little(UInt16(extra.count))
      return bytes + localName + extra
    }

    var descriptor: [UInt8] {
      guard style.hasDescriptor else { return [] }
      let signature: [UInt8] = style.descriptorHasSignature ? little(UInt32(0x0807_4b50)) : []
      let sizes =
        style.isZip64
        ? little(UInt64(packed)) + little(UInt64(size))
        : little(UInt32(packed)) + little(UInt32(size))
      return signature + little(checksum) + sizes
    }

    func directory(_ position: Int) -> [UInt8] {
      // A field that the reader has to pass over comes first.
      let other: [UInt8] = little(UInt16(0x5455)) + little(UInt16(1)) + [0]
      let extra: [UInt8] =
        style.isZip64
        ? other + little(UInt16(1)) + little(UInt16(24)) + wideSizes + little(UInt64(position))
        : other
      var bytes: [UInt8] = little(UInt32(0x0201_4b50)) + [20, style.unixMode == 0 ? 0 : 3]
      bytes += little(UInt16(20)) + little(flags) + little(style.method) + little(UInt32(0))
      bytes += sizes(isKnown: true)
      bytes += little(UInt16(name.count)) + little(UInt16(extra.count)) + little(UInt16(2))
      bytes += little(UInt32(0)) + little(UInt16(0)) + little(style.unixMode)
      bytes += style.isZip64 ? little(UInt32.max) : little(UInt32(position))
      return bytes + name + extra + Array("hi".utf8)
    }
  }
}
