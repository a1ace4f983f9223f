import CLibXML2

/// How far a parser has told its document, so that another one can go on from there.
struct SAXProgress {
  /// The elements whose names are kept; deeper ones are refused anyway.
  private static let deepest = 256

  private(set) var toldBytes = 0
  private(set) var toldLine = 1
  private(set) var toldText = 0
  private(set) var isInTag = false
  private var depth = 0
  private var mutedStarts = 0
  private var mutedText = 0
  private let names = UnsafeMutablePointer<UnsafePointer<UInt8>?>.allocate(
    capacity: SAXProgress.deepest
  )

  func deallocate() { names.deallocate() }

  /// Takes note of a start tag; tells whether it is new.
  @inline(__always)
  mutating func starts(_ name: UnsafePointer<UInt8>, at context: xmlParserCtxtPtr) -> Bool {
    if depth < SAXProgress.deepest { names[depth] = name }
    depth += 1
    mark(context, isInTag: true)
    guard mutedStarts > 0 else { return true }
    mutedStarts -= 1
    return false
  }

  /// Takes note of an end tag.
  @inline(__always)
  mutating func ends(at context: xmlParserCtxtPtr) {
    depth = max(0, depth - 1)
    mark(context, isInTag: false)
  }

  /// Takes note of text; returns how many of its first bytes were told before.
  @inline(__always)
  mutating func tells(_ count: Int) -> Int {
    toldText += count
    guard mutedText > 0 else { return 0 }
    let muted = min(mutedText, count)
    mutedText -= muted
    return muted
  }

  @inline(__always)
  private mutating func mark(_ context: xmlParserCtxtPtr, isInTag: Bool) {
    guard let input = context.pointee.input else { return }
    let within = input.pointee.cur - input.pointee.base
    toldBytes = Int(truncatingIfNeeded: input.pointee.consumed) + within
    toldLine = Int(input.pointee.line)
    toldText = 0
    self.isInTag = isInTag
  }

  /// The names of the open elements, the outermost first.
  var openNames: [[UInt8]] {
    (0..<min(depth, SAXProgress.deepest)).map { index in
      names[index].map { Array(String(cString: $0).utf8) } ?? []
    }
  }

  /// Starts again; see `SAXParser.restart`.
  mutating func restart(openElements: Int, toldText: Int) {
    toldBytes = 0
    toldLine = 1
    self.toldText = 0
    isInTag = false
    depth = 0
    mutedStarts = openElements
    mutedText = toldText
  }
}
