/// Counts what a file expands to, over all its layers and entries.
///
/// A class, because they share it.
final class ExpansionMeter {
  let allowance: UInt64
  private var used: UInt64 = 0

  init(allowance: UInt64) { self.allowance = allowance }

  /// Whether more came out than is allowed.
  var isExhausted: Bool { used > allowance }

  /// A meter for reading again what was counted once.
  func unused() -> ExpansionMeter { ExpansionMeter(allowance: allowance) }

  /// Counts bytes that came out of a layer.
  func charge(_ count: Int) throws(ArchiveError) {
    used += UInt64(count)
    guard !isExhausted else { throw ArchiveError.expandsTooMuch(limit: allowance) }
  }
}
