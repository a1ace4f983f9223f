import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite("Orders in few bytes")
struct PackedOrderTests {
  @Test("What is packed comes out as it was", arguments: 0..<20)
  func comesOut(seed: Int) {
    var random = SeededRandom(seed: UInt64(seed))
    let largest = Int64(1) << Int64.random(in: 1...62, using: &random)
    let tests = (0..<Int.random(in: 0...300, using: &random)).map { _ in
      Int64.random(in: 1...largest, using: &random)
    }
    #expect(PackedOrder.unpacked(PackedOrder.packed(tests)) == tests)
  }

  @Test("Tests in the order in which they were first seen cost a byte each, shuffled ones up to 3")
  func isSmall() {
    var random = SeededRandom(seed: 1)
    let ordered = Array(Int64(1)...50_000)
    #expect(PackedOrder.packed(ordered).count == 50_000)
    #expect(PackedOrder.packed(ordered.shuffled(using: &random)).count <= 150_000)
    #expect(PackedOrder.packed((1...1000).shuffled(using: &random)).count <= 2000)
    let largest = Int64(UInt32.max)
    let jumps = (0..<1000).map { $0.isMultiple(of: 2) ? 1 : largest }
    #expect(PackedOrder.packed(jumps).count <= 5 * jumps.count)
  }

  @Test(
    "Bytes that are no order are refused",
    arguments: [
      [0x80], [0x02, 0xFF], [0x00], [0x01], [0x02, 0x01, 0x01],
      [UInt8](repeating: 0x80, count: 10) + [0x01],
      [UInt8](repeating: 0xFF, count: 9) + [0x7F],
      [UInt8](repeating: 0x02, count: PackedOrder.mostTests + 1),
    ] as [[UInt8]]
  )
  func refuses(bytes: [UInt8]) {
    #expect(PackedOrder.unpacked(Data(bytes)) == nil)
  }

  @Test("The longer of two orders has the larger digest, and other tests have another one")
  func digests() {
    var seen: Set<OrderDigest> = []
    var last = Data()
    for count in 0..<300 {
      let tests = (0..<UInt64(count)).map { $0 &* 0x9E37_79B9_7F4A_7C15 }
      let digest = OrderDigest(tests)
      #expect(digest.bytes.count == OrderDigest.size && digest.count == UInt32(count))
      #expect(last.lexicographicallyPrecedes(digest.bytes))
      last = digest.bytes
      for other in [tests, tests.reversed(), Array(tests.dropFirst())] {
        seen.insert(OrderDigest(other))
      }
      #expect(OrderDigest(tests) == digest)
      #expect(OrderDigest([7], after: digest).count == UInt32(count + 1))
    }
    // One or none is its own reverse, and one without its first is none.
    #expect(seen.count == 300 + 298 + 298)
    let pair = OrderDigest([1, 2])
    #expect(OrderDigest([3], after: pair) != OrderDigest([3], after: OrderDigest([2, 1])))
    #expect(OrderDigest([3], after: pair) != OrderDigest([4], after: pair))
  }
}
