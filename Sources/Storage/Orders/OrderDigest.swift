import Foundation
import TestModel

/// What an order is called: in every history the same, whatever becomes of the tests' names and rows.
///
/// It begins with the number of tests, so that of two orders the longer one has the larger digest.
/// That order is what a merge goes by. The rest names and protects nothing: whoever shares an order
/// because of its digest compares the tests as well.
struct OrderDigest: Hashable, Sendable {
  /// The bytes of a digest.
  static let size = 20

  /// The digest, of 20 bytes.
  let bytes: Data

  /// Creates the digest of an order that was written before.
  init?(_ bytes: Data) {
    guard bytes.count == OrderDigest.size else { return nil }
    self.bytes = bytes
  }

  /// Creates the digest of tests.
  ///
  /// - Parameters:
  ///   - identities: the tests from the first to the last, as `OrderDigest.number` makes it.
  ///   - known: the digest of the order that they follow.
  init(_ identities: [UInt64], after known: OrderDigest? = nil) {
    let numbers = identities.map(\.littleEndian)
    var bytes = Data(capacity: OrderDigest.size)
    bytes.append(bigEndian: UInt32(clamping: Int(known?.count ?? 0) + identities.count))
    // Two hashes of different seeds are 128 bits of one.
    for seed in [0, 1] as [UInt64] {
      let seed = known.map { known in hashOfBytes(Array(known.bytes), seed: seed) } ?? seed
      bytes.append(bigEndian: hashOfBytes(numbers, seed: seed))
    }
    self.bytes = bytes
  }

  /// The number of tests.
  var count: UInt32 { bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) } }

  /// A test's identity, its ordinal included, as one number.
  static func number(ofIdentity hash: UInt64, ordinal: Int) -> UInt64 {
    hash &+ UInt64(truncatingIfNeeded: ordinal - 1)
  }
}

/// The hash of the bytes of numbers.
private func hashOfBytes(_ numbers: [some FixedWidthInteger], seed: UInt64) -> UInt64 {
  numbers.withUnsafeBytes { xxHash64($0.bindMemory(to: UInt8.self), seed: seed) }
}

extension Data {
  fileprivate mutating func append(bigEndian number: some FixedWidthInteger) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }
}
