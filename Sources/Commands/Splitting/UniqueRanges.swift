import Foundation
import TestModel

/// Ranges of bytes, each content once, where it comes first.
///
/// Contents in ascending order, such as a sorted list of files, are told apart by looking at the one
/// before. All others go through a table of open addresses, which holds a part of a content's hash
/// beside its number, so that most contents are told apart without looking at them.
struct UniqueRanges {
  /// In the order in which they came.
  private(set) var ranges: [Range<Int>]
  private let bytes: UnsafeBufferPointer<UInt8>

  /// Keeps of ranges with the same content the first.
  init(_ all: [Range<Int>], of bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    ranges = []
    if isAscending(all) { ranges = all } else { keepFirst(of: all) }
  }

  private func isAscending(_ all: [Range<Int>]) -> Bool {
    guard var before = all.first else { return true }
    for range in all.dropFirst() {
      let order = compare(before, range, min(before.count, range.count))
      guard order < 0 || order == 0 && before.count < range.count else { return false }
      before = range
    }
    return true
  }

  private mutating func keepFirst(of all: [Range<Int>]) {
    ranges.reserveCapacity(all.count)
    var size = 16
    while size < 2 * all.count { size *= 2 }
    // The upper half of the hash, and the number of the content from 1 on; 0 is a free place.
    var table = [UInt64](repeating: 0, count: size)
    for range in all {
      let hash = xxHash64(UnsafeBufferPointer(rebasing: bytes[range]))
      let tag = hash & 0xFFFF_FFFF_0000_0000
      var place = Int(truncatingIfNeeded: hash) & (size - 1)
      while table[place] != 0, !isContent(table[place], tag, range) {
        place = (place + 1) & (size - 1)
      }
      guard table[place] == 0 else { continue }
      ranges.append(range)
      table[place] = tag | UInt64(ranges.count)
    }
  }

  private func isContent(_ entry: UInt64, _ tag: UInt64, _ range: Range<Int>) -> Bool {
    guard entry & 0xFFFF_FFFF_0000_0000 == tag else { return false }
    let known = ranges[Int(entry & 0xFFFF_FFFF) - 1]
    return known.count == range.count && compare(known, range, range.count) == 0
  }

  private func compare(_ one: Range<Int>, _ other: Range<Int>, _ count: Int) -> Int32 {
    guard let base = bytes.baseAddress else { return 0 }
    return memcmp(base + one.lowerBound, base + other.lowerBound, count)
  }
}
