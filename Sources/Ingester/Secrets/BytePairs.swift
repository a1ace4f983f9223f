/// A set of pairs of bytes, as far as six bits of each tell: it may hold more than was put in.
struct BytePairs: Sendable {
  private var rows: [UInt64] = []

  mutating func insert(_ first: UInt8, _ second: UInt8) {
    if rows.isEmpty { rows = [UInt64](repeating: 0, count: 64) }
    rows[Int(first & 63)] |= 1 << UInt64(second & 63)
  }

  @inline(__always)
  func contains(_ first: UInt8, _ second: UInt8) -> Bool {
    !rows.isEmpty && rows[Int(first & 63)] &>> UInt64(second & 63) & 1 != 0
  }
}
