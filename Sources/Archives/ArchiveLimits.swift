/// How much of what a stranger packed is taken.
///
/// Memory stays flat whatever these are; they bound time, and the disk where something must be kept.
public struct ArchiveLimits: Sendable, Hashable {
  /// The entries of a file, those of archives within it among them.
  public var entries = 200_000
  /// The layers around an entry, each compression and each archive being one.
  public var depth = 8
  /// The bytes of an entry's name.
  public var nameBytes = 4096
  /// The bytes that a file may expand to, all layers counted.
  public var expandedBytes: UInt64 = 64 << 30
  /// The bytes that a file may expand to where one layer of compression could explain them.
  public var freelyExpandedBytes: UInt64 = 4 << 30
  /// Beyond `freelyExpandedBytes`, how many times the size of the file it may expand to.
  public var ratio: UInt64 = 200
  /// The bytes of an entry or of an input that may be kept on disk to be read again.
  public var keptBytes: UInt64 = 4 << 30

  /// The limits that honest reports do not meet.
  public static let standard = ArchiveLimits()

  /// Creates the standard limits.
  public init() {}

  /// The ratio that no single layer of deflate can exceed.
  ///
  /// Source: zlib's technical details, "Maximum Compression Factor", 1032:1.
  static let deflateRatio: UInt64 = 1032
  /// The bytes that any file may expand to: what they cost is not worth an argument.
  static let alwaysAllowed: UInt64 = 64 << 20

  /// The bytes that a file of some size may expand to.
  ///
  /// More than deflate's own ratio takes layers in layers or overlapping entries, which are bombs; a
  /// report of one line repeated comes close to that ratio, and is allowed up to a bound of its own.
  func allowance(forFileOf size: UInt64) -> UInt64 {
    let explained = max(ArchiveLimits.alwaysAllowed, size.timesOrMax(ArchiveLimits.deflateRatio))
    let usual = max(freelyExpandedBytes, size.timesOrMax(ratio))
    return min(explained, usual, expandedBytes)
  }
}

extension UInt64 {
  fileprivate func timesOrMax(_ factor: UInt64) -> UInt64 {
    let (product, overflows) = multipliedReportingOverflow(by: factor)
    return overflows ? .max : product
  }
}
