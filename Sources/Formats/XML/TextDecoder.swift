import CLibXML2

/// Turns a document in another encoding into UTF-8, piece by piece.
///
/// What the encoding does not know becomes U+FFFD, but for Windows-1252, which knows every byte.
struct TextDecoder {
  private enum Method {
    case windows1252
    case utf16(isBigEndian: Bool)
    case library(LibraryDecoder)
  }

  private let method: Method
  /// Bytes of a character that goes on in the next piece.
  private var rest: [UInt8] = []

  private init(_ method: Method) { self.method = method }

  /// UTF-16 in one of its orders of bytes.
  static func utf16(isBigEndian: Bool) -> TextDecoder {
    TextDecoder(.utf16(isBigEndian: isBigEndian))
  }

  /// An encoding by the name that a document declares; none when no one knows it.
  static func declared(_ name: String) -> TextDecoder? {
    if Windows1252.names.contains(name.lowercased()) { return TextDecoder(.windows1252) }
    return LibraryDecoder(name).map { TextDecoder(.library($0)) }
  }

  /// Decodes the next bytes.
  mutating func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    switch method {
    case .windows1252: return TextDecoder.fromWindows1252(bytes)
    case .utf16(let isBigEndian):
      rest.append(contentsOf: bytes)
      return fromUTF16(isBigEndian: isBigEndian)
    case .library(let decoder): return decoder.decode(bytes)
    }
  }

  private static func fromWindows1252(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count + bytes.count / 8)
    var start = 0
    for index in bytes.indices where bytes[index] >= 0x80 {
      text.append(contentsOf: bytes[start..<index])
      text.append(codePoint: Windows1252.codePoint(bytes[index]))
      start = index + 1
    }
    text.append(contentsOf: bytes[start...])
    return text
  }

  private mutating func fromUTF16(isBigEndian: Bool) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(rest.count)
    var index = 0
    func unit(at index: Int) -> UInt32 {
      let (first, second) = (UInt32(rest[index]), UInt32(rest[index + 1]))
      return isBigEndian ? first << 8 | second : second << 8 | first
    }
    while index + 1 < rest.count {
      let high = unit(at: index)
      if high < 0x80 {
        text.append(UInt8(high))
      } else if (0xD800..<0xDC00).contains(high) {
        guard index + 3 < rest.count else { break }
        let low = unit(at: index + 2)
        if (0xDC00..<0xE000).contains(low) {
          text.append(codePoint: 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
          index += 2
        } else {
          text.append(codePoint: 0xFFFD)
        }
      } else {
        text.append(codePoint: high)
      }
      index += 2
    }
    rest.removeFirst(index)
    return text
  }
}

/// A decoder of libxml2's, which knows what its build knows: mostly all that iconv does.
private final class LibraryDecoder {
  private let handler: xmlCharEncodingHandlerPtr
  private let input: xmlBufferPtr
  private let output: xmlBufferPtr

  init?(_ name: String) {
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
    // In small portions: room is asked for a portion, and one bad byte ends one.
    var start = 0
    while start < bytes.count {
      let portion = UnsafeBufferPointer(rebasing: bytes[start..<min(start + 4096, bytes.count)])
      xmlBufferAdd(input, portion.baseAddress, Int32(portion.count))
      decodePortion(into: &text)
      start += portion.count
    }
    return text
  }

  private func decodePortion(into text: inout [UInt8]) {
    while xmlBufferLength(input) > 0 {
      let before = xmlBufferLength(input)
      let result = xmlCharEncInFunc(handler, output, input)
      text.append(
        contentsOf: UnsafeBufferPointer(
          start: xmlBufferContent(output),
          count: Int(xmlBufferLength(output))
        )
      )
      xmlBufferEmpty(output)
      if result == -2 || xmlBufferLength(input) > 32 && xmlBufferLength(input) == before {
        text.append(codePoint: 0xFFFD)
        xmlBufferShrink(input, 1)
      } else if xmlBufferLength(input) == before {
        return
      }
    }
  }
}
