/// Opens the entries of a zip archive.
struct ZipArchive {
  /// What is around an entry's data.
  struct Local {
    var record: ZipRecord
    /// Where the data begins.
    var dataStart: UInt64
  }

  /// The bytes in which the entries are.
  let entries: ByteWindow

  /// Reads the record in front of an entry's data; nothing where there is none.
  func local(at position: UInt64) throws(ArchiveError) -> Local? {
    let fixed = try entries.bytes(at: position, ZipRecord.localSize)
    guard fixed.count == ZipRecord.localSize, fixed.starts(with: ZipRecord.localSignature) else {
      return nil
    }
    let nameSize = Int(fixed.littleEndian(at: 26, 2))
    let extraSize = Int(fixed.littleEndian(at: 28, 2))
    let variableStart = position + UInt64(ZipRecord.localSize)
    let variable = try entries.bytes(at: variableStart, nameSize + extraSize)
    guard variable.count == nameSize + extraSize else { return nil }
    let record = ZipRecord(
      local: fixed,
      name: Array(variable[..<nameSize]),
      extra: variable[nameSize...],
      position: position
    )
    return Local(record: record, dataStart: variableStart + UInt64(variable.count))
  }

  /// What is in an entry of the directory.
  func content(of record: ZipRecord) throws(ArchiveError) -> ContentSource {
    guard let local = try local(at: record.position) else {
      throw ArchiveError.corrupt(.zip, reason: "an entry is not where its directory says")
    }
    guard local.record.agrees(with: record) else {
      throw ArchiveError.corrupt(.zip, reason: "an entry is not what its directory says")
    }
    guard let data = entries.slice(from: local.dataStart, count: record.packedSize) else {
      throw ArchiveError.truncated(.zip, after: entries.count)
    }
    return try content(of: record, in: data)
  }

  /// What is in an entry whose packed bytes are known.
  func content(of record: ZipRecord, in data: ByteWindow) throws(ArchiveError) -> ContentSource {
    try record.checkCanBeRead()
    let expected = (record.size, record.checksum)
    guard record.method != 0 else {
      return ContentSource(window: data.count == record.size ? data : nil) { _ in
        ZipEntryStream(WindowStream(data), expected: expected)
      }
    }
    return ContentSource { (meter) throws(ArchiveError) in
      let inflated = try InflateStream(WindowStream(data), .none, meter)
      return ZipEntryStream(inflated, expected: expected)
    }
  }
}

extension ZipRecord {
  /// Refuses what is encrypted or compressed by another method than deflate.
  func checkCanBeRead() throws(ArchiveError) {
    guard !isEncrypted else { throw ArchiveError.encrypted }
    guard method == 0 || method == 8 else { throw ArchiveError.method(method) }
  }

  /// Whether the record in front of the data tells the same as the directory.
  fileprivate func agrees(with directory: ZipRecord) -> Bool {
    guard name == directory.name, method == directory.method,
      isEncrypted == directory.isEncrypted
    else { return false }
    return hasDescriptor
      || (size == directory.size && packedSize == directory.packedSize
        && checksum == directory.checksum)
  }
}
