import TestModel

/// The cases that a report has told, by the hashes of their identities.
///
/// A table of its own, because it is asked for every case of every report: 16 bytes an entry, open
/// addressing with linear probing. The hashes are good in all their bits.
struct SeenCases {
  /// What is remembered of the first case of a name.
  struct First {
    var outcome: Outcome
    /// Whether it had one attempt with nothing to tell but an outcome and a time.
    var isPlain: Bool
    /// The number of the suite that it stood in.
    var suite: Int
    /// The cases of the name so far.
    var entries: Int
  }

  private struct Slot {
    /// The hash; 0 for a free slot.
    var key: UInt64 = 0
    var packed: UInt64 = 0
  }

  /// The names that are remembered at most: 16 MB of them.
  ///
  /// Of later ones in the same report, the history finds those that repeat.
  static let most = 524_288

  private var slots = [Slot](repeating: Slot(), count: 1024)
  private var count = 0
  /// Keeps the compiler from leaving out loads of which only the side effect is wanted.
  private var prefetched: UInt64 = 0

  /// Remembers the first case of a name; returns what is known where the name is not new.
  @inline(__always)
  mutating func insert(_ hash: UInt64, _ first: @autoclosure () -> First) -> Bool {
    let position = position(of: hash)
    guard slots[position].key == 0 else { return false }
    guard count < SeenCases.most else { return true }
    slots[position] = Slot(key: key(hash), packed: SeenCases.packed(first()))
    count += 1
    if count * 2 > slots.count { grow() }
    return true
  }

  /// Brings the places of hashes that are asked for next into the processor's cache.
  ///
  /// The places are all over the table; one after the other, the loads would each wait for memory,
  /// here they wait together.
  mutating func prefetch(_ records: ArraySlice<CaseBatch.Record>) {
    let mask = UInt64(slots.count - 1)
    slots.withUnsafeBufferPointer { slots in
      for record in records { prefetched ^= slots[Int(record.identityHash & mask)].key }
    }
  }

  /// What is remembered under a hash.
  subscript(_ hash: UInt64) -> First? {
    get {
      let slot = slots[position(of: hash)]
      return slot.key == 0 ? nil : SeenCases.unpacked(slot.packed)
    }
    set {
      let position = position(of: hash)
      guard let newValue, slots[position].key != 0 else { return }
      slots[position].packed = SeenCases.packed(newValue)
    }
  }

  @inline(__always)
  private func key(_ hash: UInt64) -> UInt64 { hash == 0 ? 1 : hash }

  /// Where a hash stands, or the free slot where it belongs.
  @inline(__always)
  private func position(of hash: UInt64) -> Int {
    let key = key(hash)
    let mask = slots.count - 1
    return slots.withUnsafeBufferPointer { slots in
      var position = Int(truncatingIfNeeded: key) & mask
      while slots[position].key != 0, slots[position].key != key {
        position = (position + 1) & mask
      }
      return position
    }
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    for slot in old where slot.key != 0 { slots[position(of: slot.key)] = slot }
  }

  private static func packed(_ first: First) -> UInt64 {
    UInt64(first.outcome.rawValue) | (first.isPlain ? 4 : 0)
      | UInt64(min(first.entries, 0xF_FFFF)) << 3 | UInt64(truncatingIfNeeded: first.suite) << 24
  }

  private static func unpacked(_ packed: UInt64) -> First {
    First(
      outcome: Outcome(rawValue: Int(packed & 3)) ?? .passed,
      isPlain: packed & 4 != 0,
      suite: Int(packed >> 24),
      entries: Int((packed >> 3) & 0xF_FFFF)
    )
  }
}
