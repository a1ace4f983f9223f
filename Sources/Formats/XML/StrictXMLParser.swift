/// A push parser for the XML that nearly all reports are: well-formed, in UTF-8, without a document
/// type.
///
/// At the first thing that is anything else it stops and is `isOver`; another parser goes on from the
/// last tag that was told. It checks all that XML 1.0 asks of such a document, so that it takes
/// nothing that libxml2 would refuse, and it is much faster, because it knows nothing else.
///
/// Its owner keeps it behind a pointer: it is changed with every byte, and it calls back while it is,
/// so that Swift's checks of exclusive access would take longer than the parsing.
struct StrictXMLParser {
  /// The bytes of one tag, comment or instruction that are waited for.
  static let longestWait = 1_048_576
  /// The elements that may be open.
  static let deepest = 256
  /// The bytes of text that wait to be told at most.
  static let mostPending = 16_384
  /// The attributes that a tag may have.
  static let mostAttributes = 256

  enum Mode { case content, characterData }

  // The owner is the handler: it lives as long as the parser is called.
  unowned(unsafe) let handler: any SAXHandler
  var names = XMLNameInterner()
  /// Whether the parser has stopped.
  var isOver = false
  /// Whether it has stopped at what no XML document may hold.
  var isBroken = false
  /// What it passed over.
  var found = RepairNotes()
  /// The line that was reached, from 1; who is called back may ask for it.
  let reachedLine = UnsafeMutablePointer<Int>.allocate(capacity: 1)

  // Where the last tag that was told ends, and what was told since.
  var toldBytes = 0
  var toldLine = 1
  var toldText = 0

  var mode = Mode.content
  var carry: [UInt8] = []
  /// The bytes of the document before the buffer that is parsed.
  var offset = 0
  var open: [Int] = []
  var sawRoot = false
  var tag = 0
  var prefixes: Set<String> = ["xml"]
  /// The attributes of one tag that have a prefix, by the numbers of their names.
  var prefixed: [Int] = []
  /// The names of the last tag and of its attributes, for most tags are like the one before.
  var lastTagName = -1
  let lastNames = UnsafeMutablePointer<Int>.allocate(capacity: StrictXMLParser.mostAttributes)
  var lastNameCount = 0
  let classes = XMLByteClass.makeTable()
  /// Text that was read and waits to be told: in one piece, however many references are in it.
  let pending = UnsafeMutablePointer<UInt8>.allocate(capacity: StrictXMLParser.mostPending)
  var pendingCount = 0
  let fields = UnsafeMutablePointer<UnsafePointer<UInt8>?>.allocate(
    capacity: StrictXMLParser.mostAttributes * 5
  )
  /// The values of one tag's attributes that are not as they stand.
  var scratch: [UInt8] = []
  var scratchValues: [(field: Int, start: Int, end: Int)] = []

  init(handler: any SAXHandler) {
    self.handler = handler
    reachedLine.initialize(to: 1)
  }

  /// Frees the memory; the parser is of no use any more.
  func deallocate() {
    names.deallocate()
    reachedLine.deallocate()
    classes.deallocate()
    fields.deallocate()
    lastNames.deallocate()
    pending.deallocate()
  }

  var line: Int {
    get { reachedLine.pointee }
    nonmutating set { reachedLine.pointee = newValue }
  }

  /// The names of the open elements without their prefixes, the outermost first.
  var openNames: [[UInt8]] {
    open.map { Array(String(cString: names[$0].local).utf8) }
  }

  /// Parses the next bytes of the document.
  mutating func push(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard !isOver, let start = bytes.baseAddress, !bytes.isEmpty else { return }
    if carry.isEmpty {
      let consumed = parse(start, bytes.count)
      if !isOver, consumed < bytes.count { carry.append(contentsOf: bytes[consumed...]) }
    } else {
      var whole: [UInt8] = []
      swap(&whole, &carry)
      whole.append(contentsOf: bytes)
      let consumed = whole.withUnsafeBufferPointer { whole in
        whole.baseAddress.map { parse($0, whole.count) } ?? 0
      }
      whole.removeFirst(consumed)
      swap(&whole, &carry)
    }
    if carry.count > StrictXMLParser.longestWait { giveUp() }
  }

  /// Ends the document: it is over, unless it is whole.
  mutating func finish() {
    guard !isOver else { return }
    if !carry.isEmpty || !open.isEmpty || !sawRoot || mode != .content { giveUp(isBroken: true) }
  }

  /// Stops.
  mutating func giveUp(isBroken: Bool = false) {
    isOver = true
    self.isBroken = isBroken
  }

  // MARK: The document

  /// Parses a buffer; returns how many bytes of it were taken.
  mutating func parse(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int {
    var position = 0
    while position < count, !isOver {
      let next =
        switch mode {
        case .content: content(bytes, count, position)
        case .characterData: characterData(bytes, count, position)
        }
      guard let next else { break }
      position = next
    }
    tellPending()
    offset += position
    return position
  }

  mutating func checkPrefix(of name: Int) {
    guard let prefix = names.prefix(of: name), !prefixes.contains(prefix) else { return }
    found.add(.prefixes, line: line)
  }

  /// Notes that a tag was told that ends before a position.
  @inline(__always)
  mutating func mark(_ position: Int) {
    toldBytes = offset + position
    toldLine = line
    toldText = 0
  }
}
