/// Whether entries of a zip archive share bytes.
///
/// It is how a small archive holds one large entry thousands of times.
/// Source: David Fifield, "A better zip bomb", USENIX WOOT 2019.
struct ZipOverlaps {
  private var ranges: [(start: UInt64, end: UInt64)] = []

  mutating func add(_ record: ZipRecord) {
    let header = UInt64(ZipRecord.localSize + record.name.count)
    let (size, overflows) = record.packedSize.addingReportingOverflow(header)
    let (end, endOverflows) = record.position.addingReportingOverflow(size)
    ranges.append((record.position, overflows || endOverflows ? .max : end))
  }

  /// Whether any two of the entries do.
  mutating func exist() -> Bool {
    ranges.sort { $0.start < $1.start }
    return zip(ranges, ranges.dropFirst()).contains { $0.end > $1.start }
  }
}
