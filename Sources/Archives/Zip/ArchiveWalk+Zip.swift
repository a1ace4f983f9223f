extension ArchiveWalk {
  /// Hands out the wanted entries of a zip archive, as its directory has them.
  func walkZip(_ archive: ByteWindow, at place: Place) throws {
    guard let directory = try ZipDirectory(of: archive) else {
      return try salvageZip(archive, at: place)
    }
    let isAlone = try survey(directory.fromStart()) == 1
    let zip = ZipArchive(entries: directory.entries)
    while let record = try directory.next() {
      try countEntry()
      guard let inner = try placeOfWanted(record, in: place, isAlone: isAlone) else { continue }
      try failing(inner.name) { try visit(try zip.content(of: record), at: inner) }
    }
  }

  /// Looks through a directory before anything is read.
  ///
  /// - Returns: how many files the archive has.
  private func survey(_ directory: ZipDirectory) throws(ArchiveError) -> Int {
    var files = 0
    var overlaps = ZipOverlaps()
    do throws(ArchiveError) {
      for _ in 0..<limits.entries {
        guard let record = try directory.next() else { break }
        overlaps.add(record)
        if record.isFile { files += 1 }
      }
    } catch {
      // The walk comes to the same break, and hands out what is before it.
    }
    guard !overlaps.exist() else { throw ArchiveError.overlappingEntries }
    return files
  }

  /// Where an entry is, where it is a file that is wanted.
  private func placeOfWanted(_ record: ZipRecord, in place: Place, isAlone: Bool) throws -> Place? {
    guard record.isFile else { return nil }
    return try placeOfWanted(
      entryName(record.name, isUTF8: record.isUTF8),
      nameBytes: record.name.count,
      in: place,
      isAlone: isAlone
    )
  }

  /// Hands out the entries of an archive that breaks off before its directory, by what is in front of
  /// each.
  private func salvageZip(_ archive: ByteWindow, at place: Place) throws {
    let zip = ZipArchive(entries: archive)
    // A marker may be in front of the first entry.
    var position: UInt64 = try zip.local(at: 0) == nil ? 4 : 0
    while let local = try zip.local(at: position) {
      try countEntry()
      guard let end = try salvage(local, of: zip, at: place) else { break }
      position = end
    }
    throw ArchiveError.truncated(.zip, after: archive.count)
  }

  /// Hands out an entry of which only what is in front of it is known.
  ///
  /// - Returns: where it ends; nothing where that cannot be told.
  private func salvage(_ local: ZipArchive.Local, of zip: ZipArchive, at place: Place) throws
    -> UInt64?
  {
    let record = local.record
    let inner = try placeOfWanted(record, in: place, isAlone: false)
    let rest = zip.entries.suffix(from: local.dataStart)
    guard record.hasDescriptor else {
      let data = rest.slice(from: 0, count: record.packedSize)
      if let inner {
        try failing(inner.name) {
          try visit(try zip.content(of: record, in: data ?? rest), at: inner)
        }
      }
      return data.map { local.dataStart + $0.count }
    }
    guard record.method == 8, !record.isEncrypted else { return nil }
    let packed = try InflateStream(WindowStream(rest), .none, meter)
    let content = ZipEntryStream(packed, expected: nil)
    if let inner { try visit(ContentSource(once: content), at: inner) }
    try content.drain()
    let found = ZipDescriptor(
      checksum: content.checksum,
      packedSize: packed.consumed,
      size: content.size
    )
    let end = local.dataStart + packed.consumed
    guard let size = found.size(in: try zip.entries.bytes(at: end, ZipDescriptor.longest)) else {
      throw ArchiveError.checksumMismatch(.zip)
    }
    return end + UInt64(size)
  }
}

/// What is behind the data of an entry whose sizes were not known before.
///
/// Source: PKWARE, APPNOTE.TXT 6.3.10, section 4.3.9.
struct ZipDescriptor {
  static let longest = 24

  let checksum: UInt32
  let packedSize: UInt64
  let size: UInt64

  /// How many bytes say just this: with a signature or without, with sizes of 4 bytes or of 8.
  func size(in bytes: [UInt8]) -> Int? {
    let start = bytes.starts(with: Array("PK\u{7}\u{8}".utf8)) ? 4 : 0
    for width in [4, 8] where bytes.count >= start + 4 + 2 * width {
      let says = (
        bytes.littleEndian(at: start, 4),
        bytes.littleEndian(at: start + 4, width),
        bytes.littleEndian(at: start + 4 + width, width)
      )
      if says == (UInt64(checksum), packedSize, size) { return start + 4 + 2 * width }
    }
    return nil
  }
}
