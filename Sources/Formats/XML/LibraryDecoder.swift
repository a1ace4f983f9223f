import CLibXML2

/// A decoder of libxml2's, which knows what its build knows: mostly all that iconv or ICU do.
///
/// It is given whole lines, so that what it makes of them does not depend on the pieces, and is not
/// asked again once a line was not in its encoding.
final class LibraryDecoder {
  /// The bytes of a line that are decoded at once.
  private static let longestLine = 65_536

  private let handler: xmlCharEncodingHandlerPtr
  private let input: xmlBufferPtr
  private let output: xmlBufferPtr
  private var line: [UInt8] = []
  /// Whether a line was not in the encoding.
  private(set) var isWrong = false

  init?(_ name: String) {
    clibxml2_print_no_errors()
    guard let handler = xmlFindCharEncodingHandler(name) else { return nil }
    guard let input = xmlBufferCreate(), let output = xmlBufferCreate() else {
      xmlCharEncCloseFunc(handler)
      return nil
    }
    self.handler = handler
    self.input = input
    self.output = output
  }

  deinit {
    xmlCharEncCloseFunc(handler)
    xmlBufferFree(input)
    xmlBufferFree(output)
  }

  func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    clibxml2_print_no_errors()
    var text: [UInt8] = []
    for byte in bytes {
      line.append(byte)
      guard byte == UInt8(ascii: "\n") || line.count == LibraryDecoder.longestLine else { continue }
      text += finish()
    }
    return text
  }

  /// Decodes the line that is not at its end.
  func finish() -> [UInt8] {
    defer { line.removeAll(keepingCapacity: true) }
    if !isWrong, let text = line.withUnsafeBufferPointer(decodeLine) { return text }
    isWrong = true
    return line.withUnsafeBufferPointer(Windows1252.decode)
  }

  /// Decodes a line; none when it is not in the encoding.
  private func decodeLine(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    xmlBufferAdd(input, bytes.baseAddress, Int32(bytes.count))
    var text: [UInt8] = []
    while xmlBufferLength(input) > 0 {
      let before = xmlBufferLength(input)
      let result = xmlCharEncInFunc(handler, output, input)
      let decoded = UnsafeBufferPointer(
        start: xmlBufferContent(output),
        count: Int(xmlBufferLength(output))
      )
      text.append(contentsOf: decoded)
      xmlBufferEmpty(output)
      if result == -2 { return nil }
      // A character that goes on in the next part of a long line stays; more than one is an error.
      if xmlBufferLength(input) == before { return before > 8 ? nil : text }
    }
    return text
  }
}
