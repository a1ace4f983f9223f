import Formats
import TestModel

/// What libFuzzer calls with each input: it must be read without a crash, and the same in pieces.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzReport(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  let whole = read(bytes, inPiecesOf: max(1, count))
  let pieces = read(bytes, inPiecesOf: 1 + count % 13)
  guard whole == pieces else { fatalError("in one piece: \(whole)\nin several: \(pieces)") }
  return 0
}

/// What became of a report; the cases of one that is refused in the end are void.
private struct Reading: Equatable {
  var cases: [ReportedCase] = []
  var summary: ReportSummary?
  var error: ReportError?
}

private func read(_ bytes: UnsafeBufferPointer<UInt8>, inPiecesOf size: Int) -> Reading {
  var collected = CollectedCases()
  var reading = Reading()
  do {
    let reader = try JUnitReader { collected.add($0) }
    for start in stride(from: 0, to: bytes.count, by: size) {
      let end = min(bytes.count, start + size)
      try reader.read(UnsafeBufferPointer(rebasing: bytes[start..<end]))
    }
    let summary = try reader.finish()
    precondition(summary.counts.cases >= 0 && summary.notes.count <= 20)
    reading.summary = summary
    reading.cases = collected.cases
  } catch let error as ReportError {
    reading.error = error
  } catch {
    preconditionFailure("an error that is no sentence: \(error)")
  }
  return reading
}
