extension RandomAccessCollection where Element == UInt8, Index == Int {
  /// The number of 1 to 8 bytes at a position, the least significant first; bytes that are missing
  /// count as zeros.
  func littleEndian(at position: Int, _ size: Int) -> UInt64 {
    var number: UInt64 = 0
    for byte in dropFirst(position).prefix(size).reversed() { number = number << 8 | UInt64(byte) }
    return number
  }
}
