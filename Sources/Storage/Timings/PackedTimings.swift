/// What one job run tells of the time of one unit.
struct StoredTiming: Hashable {
  /// The row of the unit.
  var unit: Int64
  /// How many of its cases ran.
  var cases: Int64 = 0
  /// How many of its cases failed at some attempt.
  var failures: Int64 = 0
  /// The time of all attempts, in microseconds.
  var duration: Int64 = 0
  /// The time that only its suite counts, in microseconds: that of set-ups.
  var hooks: Int64 = 0

  /// Adds the time of an attempt; negative stands for unknown.
  mutating func addTime(_ time: Int64) { if time > 0 { duration = duration.addingHeld(time) } }

  /// Adds what other cases of the unit took.
  mutating func add(_ other: StoredTiming) {
    cases += other.cases
    failures += other.failures
    duration = duration.addingHeld(other.duration)
    hooks = hooks.addingHeld(other.hooks)
  }
}

/// The timings of a job run in few bytes: seven a unit, mostly.
///
/// By unit: the difference to the unit before, the cases, twice the failures and one more where there
/// is time of set-ups, the time, and that of set-ups. The numbers are of 7 bits a byte, the lowest
/// first; all bytes of a number but its last have the highest bit set. Source: Protocol Buffers,
/// "Encoding", section "Base 128 Varints".
enum PackedTimings {
  /// The highest row of a unit, so that a table of all units has its place in memory; beyond 67 million
  /// files and classes no timings are kept.
  static let highestUnit: Int64 = 1 << 26

  /// Packs timings.
  ///
  /// - Parameter timings: by unit, each once.
  static func packed(_ timings: [StoredTiming]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(timings.count * 8)
    var last: Int64 = 0
    for timing in timings {
      append(timing.unit - last, to: &bytes)
      last = timing.unit
      append(timing.cases, to: &bytes)
      append(timing.failures << 1 | (timing.hooks > 0 ? 1 : 0), to: &bytes)
      append(timing.duration, to: &bytes)
      if timing.hooks > 0 { append(timing.hooks, to: &bytes) }
    }
    return bytes
  }

  /// Calls `body` with each timing.
  ///
  /// - Returns: whether the bytes are what `packed(_:)` makes.
  @inline(__always)
  static func forEach(_ bytes: UnsafeRawBufferPointer, _ body: (StoredTiming) -> Void) -> Bool {
    var reader = NumberReader(bytes: bytes)
    var unit: Int64 = 0
    while !reader.isAtEnd {
      let step = reader.next()
      var timing = StoredTiming(unit: unit &+ step)
      timing.cases = reader.next()
      let failures = reader.next()
      timing.failures = failures >> 1
      timing.duration = reader.next()
      if failures & 1 == 1 { timing.hooks = reader.next() }
      guard !reader.isBroken, step > 0, timing.unit > unit, timing.unit <= highestUnit
      else { return false }
      unit = timing.unit
      body(timing)
    }
    return true
  }

  /// The timings of packed bytes; none where they are not what `packed(_:)` makes.
  static func unpacked(_ bytes: UnsafeRawBufferPointer) -> [StoredTiming]? {
    var timings: [StoredTiming] = []
    return forEach(bytes) { timings.append($0) } ? timings : nil
  }

  private static func append(_ number: Int64, to bytes: inout [UInt8]) {
    var rest = UInt64(bitPattern: number)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }
}

/// Reads numbers of 7 bits a byte, one after the other.
private struct NumberReader {
  let bytes: UnsafeRawBufferPointer
  private var position = 0
  /// Whether a number had no end, or was no positive one of 63 bits.
  private(set) var isBroken = false

  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { position >= bytes.count }

  @inline(__always)
  mutating func next() -> Int64 {
    var number: Int64 = 0
    var shift: Int64 = 0
    while position < bytes.count, shift < 63 {
      let byte = bytes[position]
      position += 1
      number |= Int64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
      shift += 7
    }
    isBroken = true
    return 0
  }
}
