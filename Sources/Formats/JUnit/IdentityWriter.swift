import TestModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Writes the identities of cases into a batch: what repeats from case to case is written once.
struct IdentityWriter {
  /// A text that was written, as it was reported and where it stands.
  private struct Written {
    var reported: [UInt8] = []
    var span = CaseBatch.Span()
    /// The number of the batch in which it stands; 0 for none.
    var batch = 0
  }

  let rules: IdentityRules
  private var batchNumber = 1
  private var classname = Written()
  private var file = Written()
  private var normalizedFile = ""
  private var suiteSpan = CaseBatch.Span()
  private var suiteKey = (suite: -1, batch: 0)
  private var placeKey: (UInt32, UInt32, UInt32) = (0, 0, 0)
  private var placeKeyBatch = 0
  private var placeHash: UInt64 = 0

  init(_ rules: IdentityRules) { self.rules = rules }

  /// Forgets where things stand: the batch is handed over.
  mutating func beginBatch() { batchNumber += 1 }

  @inline(__always)
  mutating func classname(
    _ value: UnsafeBufferPointer<UInt8>,
    in batch: inout CaseBatch
  ) -> CaseBatch.Span {
    if classname.batch == batchNumber, isEqual(value, classname.reported) {
      return classname.span
    }
    classname.reported.removeAll(keepingCapacity: true)
    classname.reported.append(contentsOf: value)
    classname.span = batch.add(value)
    classname.batch = batchNumber
    return classname.span
  }

  @inline(__always)
  mutating func file(
    _ value: UnsafeBufferPointer<UInt8>,
    in batch: inout CaseBatch
  ) -> CaseBatch.Span {
    let isSame = isEqual(value, file.reported)
    if file.batch == batchNumber, isSame { return file.span }
    if !isSame {
      file.reported.removeAll(keepingCapacity: true)
      file.reported.append(contentsOf: value)
      normalizedFile = rules.normalizedPath(String(decoding: value, as: UTF8.self))
    }
    file.span = batch.add(normalizedFile)
    file.batch = batchNumber
    return file.span
  }

  @inline(__always)
  mutating func name(
    _ value: UnsafeBufferPointer<UInt8>,
    in batch: inout CaseBatch
  ) -> CaseBatch.Span {
    guard rules.mayNeedFolding(value) else { return batch.add(value) }
    return batch.add(rules.foldedName(String(decoding: value, as: UTF8.self)))
  }

  @inline(__always)
  mutating func suite(
    _ number: Int,
    path: @autoclosure () -> String,
    in batch: inout CaseBatch
  ) -> CaseBatch.Span {
    if suiteKey == (number, batchNumber) { return suiteSpan }
    suiteKey = (number, batchNumber)
    suiteSpan = batch.add(path())
    return suiteSpan
  }

  /// The hash of a case's identity.
  @inline(__always)
  mutating func hash(_ record: CaseBatch.Record, in batch: CaseBatch) -> UInt64 {
    let key = (record.suite.start, record.classname.start, record.file.start)
    if key != placeKey || placeKeyBatch != batchNumber {
      placeKey = key
      placeKeyBatch = batchNumber
      placeHash = batch.placeHash(of: record, seed: rules.seed)
    }
    return batch.withBytes(of: record.name) { xxHash64($0, seed: placeHash) }
  }
}

/// Whether bytes are the same as others.
@inline(__always)
private func isEqual(_ value: UnsafeBufferPointer<UInt8>, _ other: [UInt8]) -> Bool {
  guard value.count == other.count, let start = value.baseAddress else { return false }
  return memcmp(start, other, other.count) == 0
}
