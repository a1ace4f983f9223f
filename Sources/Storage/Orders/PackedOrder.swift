import Foundation

/// The order in which a job run executed its tests, as a row of the history.
///
/// A test stands where its first attempt that was no skip stands, and stands once.
struct PackedOrder {
  /// The tests of an order at most; job runs that executed more have none.
  static let mostTests = 200_000
  /// The bytes of an order at most: no row has a number of more than 35 bits with its sign.
  static let mostBytes = mostTests * 5

  /// What the order is called in every history.
  var digest: OrderDigest
  /// The rows of the tests from the first to the last, as `packed(_:)` makes it.
  var tests: Data

  /// The rows of tests in few bytes: each as its difference to the one before, which is 1 for most in
  /// a suite whose tests were first seen in this order, and at most twice the number of tests in others.
  ///
  /// The differences are zigzag numbers (0, -1, 1, -2 … become 0, 1, 2, 3 …) of 7 bits a byte, the
  /// lowest first; all bytes of a number but its last have the highest bit set. Source: Protocol
  /// Buffers, "Encoding", sections "Base 128 Varints" and "Signed Integers".
  static func packed(_ tests: [Int64]) -> Data {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(tests.count * 2)
    var last: Int64 = 0
    for test in tests {
      let difference = test &- last
      last = test
      var rest = UInt64(bitPattern: (difference << 1) ^ (difference >> 63))
      while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(truncatingIfNeeded: rest))
    }
    return Data(bytes)
  }

  /// The rows of tests that `packed(_:)` made small; none where the bytes are nothing that it makes.
  static func unpacked(_ bytes: Data) -> [Int64]? {
    var tests: [Int64] = []
    tests.reserveCapacity(min(bytes.count, mostTests))
    var last: Int64 = 0
    var rest: UInt64 = 0
    var shift: UInt64 = 0
    for byte in Array(bytes) {
      guard shift < 63 || byte <= 1, tests.count < mostTests else { return nil }
      rest |= UInt64(byte & 0x7F) << shift
      shift += 7
      guard byte < 0x80 else { continue }
      last &+= Int64(bitPattern: rest >> 1) ^ -Int64(bitPattern: rest & 1)
      guard last > 0 else { return nil }
      tests.append(last)
      (rest, shift) = (0, 0)
    }
    return shift == 0 ? tests : nil
  }
}

extension [Int64] {
  /// The tests without those that stand there before; what `row` gives none for is left out.
  func mappedOnce(_ row: (Int64) -> Int64?) -> [Int64] {
    var seen = Set<Int64>(minimumCapacity: count)
    return compactMap { row($0) }.filter { seen.insert($0).inserted }
  }
}
