public import TestModel

extension SuiteEstimates {
  /// The way in which estimates are made and packed; another one makes what was kept before useless.
  ///
  /// To be counted up whenever the same runs give other estimates, or the bytes mean something else.
  private static let method: UInt64 = 1

  /// What a history keeps ready of the last runs of a suite: by kind of name, the packed estimates.
  public static func packed(of timings: SuiteTimings) -> [ReportedTiming.Kind: [UInt8]] {
    let kinds: [ReportedTiming.Kind] = [.file, .classname]
    let packed = kinds.map { ($0, SuiteMeasurements(timings, by: $0).estimates.packed) }
    return Dictionary(uniqueKeysWithValues: packed)
  }

  /// The estimates in few bytes: some 25 a file.
  ///
  /// Numbers are of 7 bits a byte, the lowest first (Protocol Buffers, "Encoding", section "Base 128
  /// Varints"). Of each name it is told how many bytes it has in common with the one before, and the
  /// others.
  public var packed: [UInt8] {
    var writer = PackWriter()
    writer.append(SuiteEstimates.method)
    writer.append(UInt64(runs))
    writer.append(lastRun == nil ? 0 : 1)
    writer.append(UInt64(bitPattern: lastRun?.milliseconds ?? 0))
    writer.append(UInt64(costs?.runs ?? 0))
    writer.append(UInt64(costs?.perNode ?? 0))
    writer.append(UInt64(costs?.perItem ?? 0))
    writer.append(UInt64(names.count))
    for (name, estimate) in zip(names, estimates) {
      let isFile = !name.file.isEmpty
      writer.append(name: isFile ? name.file : name.classname, isFile: isFile)
      writer.append(UInt64(estimate.microseconds))
      writer.append(UInt64(estimate.deviation))
      if case .history(let runs) = estimate.source {
        writer.append(UInt64(runs))
      } else {
        writer.append(0)
      }
    }
    return writer.bytes
  }

  /// Reads what `packed` made.
  ///
  /// - Parameters:
  ///   - kind: what the names are: files or classes.
  ///   - bytes: what was kept.
  /// - Returns: none where the bytes were made in another way, or are broken.
  public init?(kind: ReportedTiming.Kind, packed bytes: UnsafeRawBufferPointer) {
    var reader = PackReader(bytes: bytes)
    guard reader.next() == SuiteEstimates.method else { return nil }
    self.init(kind: kind)
    runs = reader.nextNumber()
    let isKnown = reader.next() > 0
    let moment = Timestamp(milliseconds: Int64(bitPattern: reader.next()))
    lastRun = isKnown ? moment : nil
    let costs = FixedCosts(runs: reader.nextNumber(), &reader)
    self.costs = costs.runs == 0 ? nil : costs
    let count = reader.nextNumber()
    // A name takes five bytes at least.
    guard count <= bytes.count / 5 else { return nil }
    names.reserveCapacity(count)
    estimates.reserveCapacity(count)
    for _ in 0..<count {
      guard let name = reader.nextName() else { return nil }
      names.append(
        name.isFile
          ? TimedUnit(file: name.text, classname: "") : TimedUnit(file: "", classname: name.text)
      )
      estimates.append(
        DurationEstimate(
          microseconds: Int64(reader.nextNumber()),
          deviation: Int64(reader.nextNumber()),
          source: .history(runs: reader.nextNumber())
        )
      )
    }
    guard !reader.isBroken else { return nil }
  }
}

extension FixedCosts {
  fileprivate init(runs: Int, _ reader: inout PackReader) {
    let perNode = Int64(reader.nextNumber())
    self.init(perNode: perNode, perItem: Int64(reader.nextNumber()), runs: runs)
  }
}

/// Writes numbers and names.
private struct PackWriter {
  private(set) var bytes: [UInt8] = []
  private var last: [UInt8] = []

  mutating func append(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func append(name: String, isFile: Bool) {
    let text = Array(name.utf8)
    let common = zip(last, text).prefix { $0 == $1 }.count
    append(UInt64(common))
    append(UInt64(text.count - common) << 1 | (isFile ? 1 : 0))
    bytes += text[common...]
    last = text
  }
}

/// Reads numbers and names; once it is broken, all numbers are 0.
private struct PackReader {
  let bytes: UnsafeRawBufferPointer
  private var position = 0
  private var last: [UInt8] = []
  private(set) var isBroken = false

  init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  @inline(__always)
  mutating func next() -> UInt64 {
    var number: UInt64 = 0
    var shift: UInt64 = 0
    while position < bytes.count, shift < 64 {
      let byte = bytes[position]
      position += 1
      number |= UInt64(byte & 0x7F) << shift
      guard byte >= 0x80 else { return number }
      shift += 7
    }
    isBroken = true
    position = bytes.count
    return 0
  }

  /// A number that is never negative.
  @inline(__always)
  mutating func nextNumber() -> Int { Int(truncatingIfNeeded: next() & (.max >> 1)) }

  mutating func nextName() -> (text: String, isFile: Bool)? {
    let common = nextNumber()
    let told = nextNumber()
    let count = told >> 1
    guard !isBroken, common <= last.count, count <= bytes.count - position else { return nil }
    last.removeLast(last.count - common)
    last.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes[position..<position + count]))
    position += count
    return (String(decoding: last, as: UTF8.self), told & 1 == 1)
  }
}
