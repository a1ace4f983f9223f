/// What a zip archive tells of an entry, in its directory or right before the entry's data.
///
/// Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.5.3.
struct ZipRecord {
  /// The fields of fixed size of a record of the directory.
  static let directorySize = 46
  /// The fields of fixed size in front of the entry's data.
  static let localSize = 30
  static let directorySignature: [UInt8] = Array("PK\u{1}\u{2}".utf8)
  static let localSignature: [UInt8] = Array("PK\u{3}\u{4}".utf8)
  private static let unixPipe: UInt64 = 0x1000
  private static let unixFile: UInt64 = 0x8000

  var flags: UInt64
  var method: UInt16
  var checksum: UInt32
  var packedSize: UInt64
  var size: UInt64
  var name: [UInt8]
  /// Where the local record is.
  var position: UInt64
  var disk: UInt64 = 0
  /// The kind of file in the bits that Unix has for it; 0 where another system packed it.
  private var unixKind: UInt64 = 0

  var isEncrypted: Bool { flags & 0x2041 != 0 }
  /// Whether sizes and checksum are only behind the data.
  var hasDescriptor: Bool { flags & 0x08 != 0 }
  var isUTF8: Bool { flags & 0x800 != 0 }
  /// Whether it is a file, not a folder, a link or a device; what came through a pipe is a file.
  var isFile: Bool {
    let last = name.last
    guard last != UInt8(ascii: "/"), last != UInt8(ascii: "\\") else { return false }
    return [0, ZipRecord.unixPipe, ZipRecord.unixFile].contains(unixKind)
  }

  /// Reads a record of the directory: its fields of fixed size, then its name and extra fields.
  init(directory fixed: [UInt8], name: [UInt8], extra: ArraySlice<UInt8>) {
    flags = fixed.littleEndian(at: 8, 2)
    method = UInt16(fixed.littleEndian(at: 10, 2))
    checksum = UInt32(fixed.littleEndian(at: 16, 4))
    packedSize = fixed.littleEndian(at: 20, 4)
    size = fixed.littleEndian(at: 24, 4)
    disk = fixed.littleEndian(at: 34, 2)
    position = fixed.littleEndian(at: 42, 4)
    self.name = name
    let isUnix = fixed.littleEndian(at: 5, 1) == 3
    if isUnix { unixKind = fixed.littleEndian(at: 40, 2) & 0xF000 }
    var numbers = [size, packedSize, position]
    ZipRecord.widen(&numbers, from: extra)
    (size, packedSize, position) = (numbers[0], numbers[1], numbers[2])
  }

  /// Reads the record in front of an entry's data, which is at `position`.
  init(local fixed: [UInt8], name: [UInt8], extra: ArraySlice<UInt8>, position: UInt64) {
    flags = fixed.littleEndian(at: 6, 2)
    method = UInt16(fixed.littleEndian(at: 8, 2))
    checksum = UInt32(fixed.littleEndian(at: 14, 4))
    packedSize = fixed.littleEndian(at: 18, 4)
    size = fixed.littleEndian(at: 22, 4)
    self.name = name
    self.position = position
    var numbers = [size, packedSize]
    ZipRecord.widen(&numbers, from: extra)
    (size, packedSize) = (numbers[0], numbers[1])
  }

  /// Takes the numbers that do not fit from the zip64 field, which has only those, in this order.
  private static func widen(_ numbers: inout [UInt64], from extra: ArraySlice<UInt8>) {
    guard var field = zip64Field(in: extra) else { return }
    for index in numbers.indices where numbers[index] == 0xFFFF_FFFF && field.count >= 8 {
      numbers[index] = field.littleEndian(at: 0, 8)
      field = field.dropFirst(8)
    }
  }

  private static func zip64Field(in extra: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = extra
    while rest.count >= 4 {
      let size = Int(rest.littleEndian(at: 2, 2))
      let field = rest.dropFirst(4).prefix(size)
      if rest.littleEndian(at: 0, 2) == 1 { return field }
      rest = rest.dropFirst(4 + size)
    }
    return nil
  }
}
