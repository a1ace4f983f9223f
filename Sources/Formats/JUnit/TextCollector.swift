/// Collects the text of the elements whose text is kept, up to a limit.
struct TextCollector {
  /// The bytes of one text that are kept: the head of a stack trace says most.
  static let limit = 65_536

  private var bytes: [UInt8] = []
  private(set) var isOpen = false
  private var isCut = false

  mutating func open() {
    bytes.removeAll(keepingCapacity: true)
    isOpen = true
    isCut = false
  }

  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard isOpen, !isCut else { return }
    let room = TextCollector.limit - bytes.count
    isCut = text.count > room
    bytes.append(contentsOf: isCut ? UnsafeBufferPointer(rebasing: text[..<room]) : text)
  }

  /// Closes the text and returns it without the white space around it; none when nothing is left.
  mutating func close() -> String? {
    isOpen = false
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return nil }
    let text = String(decoding: bytes[first...last], as: UTF8.self)
    return isCut ? text + "\n[cut after \(TextCollector.limit / 1024) KiB]" : text
  }
}
