import TestModel

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// Reads an XML document that is pushed in pieces, well-formed or not.
///
/// Two tiers: bytes go to libxml2 as they come, until it finds an error or waits in vain, a NUL comes,
/// at which it would stop without an error, or a text gets long, of which it keeps too much. Then
/// `XMLRepair` takes over at the last tag that was told; the bytes after that are kept, so nothing is
/// told twice or not at all, and no file is read again. A class, because the parser calls back while
/// it runs.
final class RepairingParser {
  /// The bytes that libxml2 is given at once.
  private static let mostAtOnce = 262_144
  /// The bytes after the last tag that are kept; the repair, which keeps none, reads a longer text.
  private static let mostHeld = 16 * mostAtOnce
  /// The bytes of which libxml2 may tell nothing: it waits for the end of a tag or a comment, or for
  /// one that will not come, as the `;` after a raw `&`.
  private static let longestWait = 4 * mostAtOnce

  private let strict: UnsafeMutablePointer<StrictXMLParser>
  private let parser: SAXParser
  private let vocabulary: XMLVocabulary
  private unowned let handler: any SAXHandler
  private var prologue = XMLPrologue()
  private var decoder: TextDecoder?
  private var repair: XMLRepair?
  /// The bytes from the last tag on that were pushed, and what of the document stands before them.
  private var held: [UInt8] = []
  private var heldStart = 0
  private var pushed = 0
  private var isAtEnd = false
  private var isRepairing = false
  private var isStopped = false

  init(handler: any SAXHandler, vocabulary: XMLVocabulary) throws(ReportError) {
    self.handler = handler
    self.vocabulary = vocabulary
    parser = try SAXParser(handler: handler)
    strict = .allocate(capacity: 1)
    strict.initialize(to: StrictXMLParser(handler: handler))
  }

  deinit {
    strict.pointee.deallocate()
    strict.deinitialize(count: 1)
    strict.deallocate()
  }

  /// The line that was reached, from 1.
  var line: Int {
    // While the repair runs, it may not be asked.
    guard isRepairing else { return strict.pointee.reachedLine.pointee }
    return isAtEnd ? repair?.line ?? parser.line : parser.line
  }

  /// What was passed over, repaired and read in another way than the report says.
  var notes: [ReportNote] {
    var notes = prologue.notes
    if decoder?.isWrong == true {
      let text = "the report is not in the encoding that it declares; it was read as Windows-1252"
      notes.append(ReportNote(text: text))
    }
    return notes + strict.pointee.found.notes + (repair?.notes ?? [])
  }

  /// The line of the tag after which libxml2 found the document broken; none when it did not.
  private(set) var brokenLine: Int?

  /// Parses the next bytes of the document.
  func push(_ bytes: XMLBytes) throws(ReportError) {
    if prologue.isOver {
      try decode(bytes)
    } else if let start = try prologue.take(bytes) {
      try begin(start)
    }
  }

  /// Tells the parser that the document is at its end.
  func finish() throws(ReportError) {
    if let start = try prologue.finish() { try begin(start) }
    if let text = decoder?.finish() {
      try text.withUnsafeBufferPointer { bytes throws(ReportError) in try parse(bytes) }
    }
    if repair == nil {
      strict.pointee.finish()
      if strict.pointee.isOver { try beginRepair() }
    }
    guard repair != nil else { return }
    try repair?.finish { output throws(ReportError) in try take(output) }
    parser.isSilent = true
    parser.finish()
    isAtEnd = true
  }

  /// Stops: what is pushed from now on is ignored.
  func stop() {
    parser.stop()
    isStopped = true
  }

  private func begin(_ start: [UInt8]) throws(ReportError) {
    decoder = prologue.decoder
    strict.pointee.reachedLine.pointee = prologue.line
    try start.withUnsafeBufferPointer { bytes throws(ReportError) in try parse(bytes) }
  }

  private func decode(_ bytes: XMLBytes) throws(ReportError) {
    guard let text = decoder?.decode(bytes) else { return try parse(bytes) }
    try text.withUnsafeBufferPointer { bytes throws(ReportError) in try parse(bytes) }
  }

  private func parse(_ bytes: XMLBytes) throws(ReportError) {
    guard repair == nil else { return try mend(bytes) }
    guard let start = bytes.baseAddress, let found = memchr(start, 0, bytes.count) else {
      return try parseGood(bytes)
    }
    let nul = UnsafeRawPointer(found) - UnsafeRawPointer(start)
    try parseGood(XMLBytes(rebasing: bytes[..<nul]))
    if repair == nil { try beginRepair(isBroken: true) }
    try mend(XMLBytes(rebasing: bytes[nul...]))
  }

  // MARK: The first tier

  private func parseGood(_ bytes: XMLBytes) throws(ReportError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = XMLBytes(rebasing: rest.prefix(RepairingParser.mostAtOnce))
      rest = rest.dropFirst(piece.count)
      strict.pointee.push(piece)
      hold(piece)
      guard !isStopped else { return }
      guard !strict.pointee.isOver, held.count <= RepairingParser.mostHeld else {
        try beginRepair()
        return try mend(XMLBytes(rebasing: rest))
      }
    }
  }

  /// Keeps what a repair would start with: all from the last tag on.
  private func hold(_ bytes: XMLBytes) {
    let told = strict.pointee.toldBytes
    if told >= pushed, told > heldStart {
      held.removeAll(keepingCapacity: true)
      held.append(contentsOf: bytes[min(told - pushed, bytes.count)...])
      heldStart = told
    } else {
      held.append(contentsOf: bytes)
      letGoOfWhatWasTold()
    }
    pushed += bytes.count
  }

  private func letGoOfWhatWasTold() {
    let told = strict.pointee.toldBytes
    guard told > heldStart else { return }
    held.removeFirst(min(told - heldStart, held.count))
    heldStart = told
  }

  // MARK: The second tier

  private func beginRepair(isBroken: Bool = false) throws(ReportError) {
    // Its end may have made the parser tell more.
    letGoOfWhatWasTold()
    var repair = XMLRepair(
      vocabulary: vocabulary,
      names: strict.pointee.openNames,
      sawRoot: strict.pointee.toldBytes > 0,
      line: strict.pointee.toldLine
    )
    if isBroken || strict.pointee.isBroken { brokenLine = repair.line }
    repair.sendOpening()
    parser.restart(
      openElements: repair.open.count + 1,
      toldText: strict.pointee.toldText,
      line: repair.line
    )
    self.repair = repair
    isRepairing = true
    let bytes = held
    held = []
    try bytes.withUnsafeBufferPointer { bytes throws(ReportError) in try mend(bytes) }
  }

  private func mend(_ bytes: XMLBytes) throws(ReportError) {
    do {
      try repair?.take(bytes) { output throws(ReportError) in try take(output) }
    } catch {
      parser.isSilent = true
      parser.finish()
      throw error
    }
  }

  private func take(_ output: XMLRepair.Output) throws(ReportError) {
    switch output {
    case .bytes(let bytes): try parser.push(bytes)
    case .breakOff(let line):
      parser.isSilent = true
      parser.finish()
      handler.documentBreaksOff(line: line)
      parser.restart(openElements: 1, toldText: 0, line: line)
    }
  }
}
