import TestModel

/// Bytes of a document, borrowed.
typealias XMLBytes = UnsafeBufferPointer<UInt8>

/// Turns what producers write and no XML parser accepts into XML, in the stream.
///
/// It is the second of two tiers. The first is libxml2 itself, without recovery: a good report costs
/// nothing but that. When libxml2 finds an error, the repair takes over at the last tag before it, and
/// all that follows passes through here. What goes out is one well-formed document however many come
/// in (one element more holds them), in UTF-8, without comments, instructions, document types and namespaces, and line for line
/// what came in. Nothing is held but a tag that is not at its end.
///
/// The same bytes give the same document whatever the pieces: where a decision needs bytes that have
/// not come, it waits for them.
struct XMLRepair {
  /// What goes out.
  enum Output {
    /// Bytes of the document.
    case bytes(XMLBytes)
    /// The document breaks off, and another one starts on this line: what comes out from here on is
    /// for a new parser.
    case breakOff(line: Int)
  }
  typealias Emit = (Output) throws(ReportError) -> Void

  /// The documents that may break off in one report; more are passed over.
  static let mostBreaks = 1_000

  enum Mode { case content, section, comment, instruction }

  let vocabulary: XMLVocabulary
  var mode = Mode.content
  var line: Int
  var open = OpenElements()
  var sawRoot = false
  /// Whether an XML declaration was seen, and no root after it.
  var sawDeclaration = false
  var found = RepairNotes()
  var out: [UInt8] = []
  private var breaks = 0
  /// The last line of which something outside of a document was passed over.
  var lineOfOutside = 0
  /// Line ends that were taken in and not sent out.
  var owedLines = 0
  private var held: [UInt8] = []
  /// The bytes that must be held before a tag that was not at its end is tried again.
  private var retryAt = 0
  /// Whether no more bytes will come.
  var isLast = false

  /// - Parameters:
  ///   - vocabulary: the elements of the report.
  ///   - names: the elements that are open already, the outermost first.
  ///   - sawRoot: whether a root was open before, or is.
  ///   - line: the line on which the first byte stands, from 1.
  init(
    vocabulary: XMLVocabulary,
    names: [[UInt8]] = [],
    sawRoot: Bool = false,
    line: Int = 1
  ) {
    self.vocabulary = vocabulary
    self.line = line
    self.sawRoot = sawRoot
    for name in names.map(XMLName.init) {
      open.push(name, holdsText: vocabulary.holdsText(name) ?? open.holdText)
    }
  }

  /// Sends what a new parser must have read to go on from here: the start tags of all that is open.
  mutating func sendOpening() {
    append("<documents>")
    for name in open.names { out += [UInt8(ascii: "<")] + name + [UInt8(ascii: ">")] }
  }

  /// What was repaired, a note a kind.
  var notes: [ReportNote] { found.notes }

  /// Takes the next bytes.
  mutating func take(_ bytes: XMLBytes, emit: Emit) throws(ReportError) {
    held.append(contentsOf: bytes)
    guard held.count >= retryAt else { return }
    try run(emit)
  }

  /// Takes the end: what is open stays open, for the report breaks off there.
  mutating func finish(emit: Emit) throws(ReportError) {
    isLast = true
    try run(emit)
  }

  private mutating func run(_ emit: Emit) throws(ReportError) {
    var input: [UInt8] = []
    swap(&input, &held)
    let taken: Int
    do {
      taken = try input.withUnsafeBufferPointer { bytes throws(ReportError) in
        try run(over: bytes, emit)
      }
    } catch {
      // What stands before what is refused may be refused too, and comes first.
      try flush(emit)
      throw error
    }
    input.removeFirst(taken)
    // A tag is tried again only when much more of it is there: else pieces of a byte would cost the
    // square of its length.
    retryAt = input.count < 64 ? 0 : input.count + input.count / 2
    held = input
    try flush(emit)
  }

  private mutating func run(over input: XMLBytes, _ emit: Emit) throws(ReportError) -> Int {
    var position = 0
    while position < input.count {
      guard let next = try step(input, position) else { break }
      if let start = breakStart {
        breakStart = nil
        try breakOff(emit)
        position = start
        continue
      }
      position = next
      if out.count > 65_536 { try flush(emit) }
    }
    guard input.count - position <= SAXParser.longestTag else {
      throw ReportError.tagTooLong(limit: SAXParser.longestTag, line: line)
    }
    return isLast ? input.count : position
  }

  /// Takes what stands at a position; returns where it ends, none when that has not come yet.
  private mutating func step(_ input: XMLBytes, _ position: Int) throws(ReportError) -> Int? {
    switch mode {
    case .content:
      input[position] == UInt8(ascii: "<")
        ? try markup(input, position) : text(input, position)
    case .section: section(input, position)
    case .comment: passOver(input, position, until: "-->")
    case .instruction: passOver(input, position, until: "?>")
    }
  }

  // MARK: Going out

  mutating func flush(_ emit: Emit) throws(ReportError) {
    guard !out.isEmpty else { return }
    var sent: [UInt8] = []
    swap(&sent, &out)
    try sent.withUnsafeBufferPointer { bytes throws(ReportError) in try emit(.bytes(bytes)) }
    sent.removeAll(keepingCapacity: true)
    out = sent
  }

  /// Where the document starts that makes the present one break off.
  var breakStart: Int?

  private mutating func breakOff(_ emit: Emit) throws(ReportError) {
    breaks += 1
    guard breaks <= XMLRepair.mostBreaks else { throw ReportError.tooManyDocuments(line: line) }
    try flush(emit)
    try emit(.breakOff(line: line))
    open.removeAll()
    owedLines = 0
    mode = .content
    sendOpening()
  }

  mutating func note(_ kind: RepairKind) { found.add(kind, line: line) }

  mutating func append(_ text: StaticString) { out.append(contentsOf: text.bytes) }

  /// Sends the line ends of what was passed over, in a comment, where they are no text.
  mutating func settleLines() {
    guard owedLines > 0 else { return }
    append("<!--")
    out.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: owedLines))
    append("-->")
    owedLines = 0
  }
}

extension StaticString {
  var bytes: XMLBytes { XMLBytes(start: utf8Start, count: utf8CodeUnitCount) }
}
