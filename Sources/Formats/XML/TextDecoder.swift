/// Turns a document in another encoding into UTF-8, piece by piece.
///
/// What is not UTF-16 in it becomes U+FFFD; what is not in another encoding is read as Windows-1252,
/// which knows every byte.
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
    if Windows1252.names.contains(plainName(ofEncoding: name)) { return TextDecoder(.windows1252) }
    return LibraryDecoder(name).map { TextDecoder(.library($0)) }
  }

  /// Whether the document turned out not to be in the encoding.
  var isWrong: Bool {
    if case .library(let decoder) = method { decoder.isWrong } else { false }
  }

  /// Decodes what is held, at the end of the document.
  func finish() -> [UInt8]? {
    if case .library(let decoder) = method { decoder.finish() } else { nil }
  }

  /// Decodes the next bytes.
  mutating func decode(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    switch method {
    case .windows1252: return Windows1252.decode(bytes)
    case .utf16(let isBigEndian):
      rest.append(contentsOf: bytes)
      return fromUTF16(isBigEndian: isBigEndian)
    case .library(let decoder): return decoder.decode(bytes)
    }
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

/// The name of an encoding in lower case and without punctuation, which no two differ in.
func plainName(ofEncoding name: String) -> String {
  name.lowercased().filter { $0.isLetter || $0.isNumber }
}
