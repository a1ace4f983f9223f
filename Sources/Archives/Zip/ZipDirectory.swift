/// The directory at the end of a zip archive, read record by record.
///
/// Source: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16. A class, because it is a position
/// in the directory.
final class ZipDirectory {
  private static let endSize = 22
  private static let locatorSize = 20
  private static let longestComment = 65_535

  /// The bytes before the directory: where all entries are.
  let entries: ByteWindow
  private let records: ByteWindow
  private let stream: BufferedStream
  private var count = 0

  /// Finds the directory.
  ///
  /// - Returns: nothing where there is no end of a directory, as in an archive that breaks off.
  convenience init?(of archive: ByteWindow) throws(ArchiveError) {
    guard let (end, position) = try ZipDirectory.end(of: archive) else { return nil }
    let place = try ZipDirectory.place(end, at: position, in: archive)
    guard place.disk == 0 || place.disk == 0xFFFF else { throw ArchiveError.partOfArchive }
    guard place.start <= position, place.size <= position - place.start,
      let entries = archive.slice(from: 0, count: place.start),
      let records = archive.slice(from: place.start, count: place.size)
    else {
      throw ArchiveError.corrupt(.zip, reason: "its directory is not where its end says")
    }
    self.init(entries: entries, records: records)
  }

  private init(entries: ByteWindow, records: ByteWindow) {
    self.entries = entries
    self.records = records
    stream = BufferedStream(WindowStream(records))
  }

  /// The directory from its first record on.
  func fromStart() -> ZipDirectory { ZipDirectory(entries: entries, records: records) }

  /// Reads the next record; nothing at the end.
  ///
  /// The end is where the bytes are at theirs: the stated count of entries has too few bits.
  func next() throws(ArchiveError) -> ZipRecord? {
    let fixed = try stream.bytes(ZipRecord.directorySize)
    if fixed.isEmpty { return nil }
    guard fixed.count == ZipRecord.directorySize, fixed.starts(with: ZipRecord.directorySignature)
    else { throw broken }
    let nameSize = Int(fixed.littleEndian(at: 28, 2))
    let extraSize = Int(fixed.littleEndian(at: 30, 2))
    let commentSize = Int(fixed.littleEndian(at: 32, 2))
    let variable = try stream.bytes(nameSize + extraSize + commentSize)
    guard variable.count == nameSize + extraSize + commentSize else { throw broken }
    count += 1
    let record = ZipRecord(
      directory: fixed,
      name: Array(variable[..<nameSize]),
      extra: variable[nameSize..<(nameSize + extraSize)]
    )
    guard record.disk == 0 || record.disk == 0xFFFF else { throw ArchiveError.partOfArchive }
    return record
  }

  private var broken: ArchiveError {
    .corrupt(.zip, reason: "its directory breaks off after \(count) entries")
  }

  /// Finds the record that ends the archive, behind which only a comment is.
  private static func end(of archive: ByteWindow) throws(ArchiveError) -> ([UInt8], UInt64)? {
    let longest = UInt64(endSize + longestComment)
    let start = archive.count - min(archive.count, longest)
    let tail = try archive.bytes(at: start, Int(longest))
    guard tail.count >= endSize else { return nil }
    for index in stride(from: tail.count - endSize, through: 0, by: -1)
    where tail[index...].starts(with: Array("PK\u{5}\u{6}".utf8)) {
      let commentSize = Int(tail.littleEndian(at: index + 20, 2))
      guard index + endSize + commentSize <= tail.count else { continue }
      return (Array(tail[index..<(index + endSize)]), start + UInt64(index))
    }
    return nil
  }

  private struct Place {
    var start: UInt64
    var size: UInt64
    var disk: UInt64
  }

  private static func place(_ end: [UInt8], at position: UInt64, in archive: ByteWindow)
    throws(ArchiveError) -> Place
  {
    let place = Place(
      start: end.littleEndian(at: 16, 4),
      size: end.littleEndian(at: 12, 4),
      disk: end.littleEndian(at: 4, 2)
    )
    guard position >= UInt64(locatorSize) else { return place }
    let locator = try archive.bytes(at: position - UInt64(locatorSize), locatorSize)
    guard locator.starts(with: Array("PK\u{6}\u{7}".utf8)) else { return place }
    let wide = try archive.bytes(at: locator.littleEndian(at: 8, 8), 56)
    guard wide.count == 56, wide.starts(with: Array("PK\u{6}\u{6}".utf8)) else {
      throw ArchiveError.corrupt(.zip, reason: "the end of its directory is not where it says")
    }
    return Place(
      start: wide.littleEndian(at: 48, 8),
      size: wide.littleEndian(at: 40, 8),
      disk: wide.littleEndian(at: 16, 4)
    )
  }
}
