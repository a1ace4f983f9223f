/// A file that may be a report: an entry of an archive, or a file that is none.
///
/// It is good while the call lasts that handed it out.
public struct ArchiveEntry {
  /// The bytes that are handed out at once, at most.
  public static let pieceSize = 262_144

  /// What it is called: the path, and for each archive around it `!` and the name within that.
  ///
  /// A file that is only compressed has the name of the compressed file.
  public let name: String
  let content: EntryContent

  /// Calls `receive` with its bytes, piece by piece.
  ///
  /// - Parameters:
  ///   - keeping: whether it will be read again. What cannot be opened again, because it comes from
  ///     a compressed tar archive, is then kept, in memory up to 1 MiB and beyond on disk; what would
  ///     only be unpacked again is kept where it fits into memory.
  ///   - receive: takes a piece, which is good while the call lasts; what it throws ends the reading.
  /// - Throws: `ArchiveError` where it breaks off or is damaged, after the bytes before the break,
  ///   each time that it is read; what `receive` throws.
  public func forEachPiece(
    keeping: Bool = false,
    _ receive: (UnsafeBufferPointer<UInt8>) throws -> Void
  ) throws {
    try content.forEachPiece(keeping: keeping, receive)
  }
}
