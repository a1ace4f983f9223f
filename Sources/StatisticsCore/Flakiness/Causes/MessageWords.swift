import TestModel

/// Finds the lexicon's words in messages, by plain search over a bounded number of bytes, lists that
/// differ only in their order, and dates that differ.
struct MessageWords {
  /// What is looked for.
  private struct Needle {
    var entry: Int
    var bytes: [UInt8]
    /// Whether it must end where a word ends.
    var endsWord: Bool
  }

  /// By first byte, the needles that begin with it, the longest first.
  private let needles: [[Needle]]

  /// The words of the lexicon.
  static let lexicon = MessageWords(MessageLexicon.entries)

  /// Messages may be hostile and long; what they are about stands at their beginning.
  private static let mostBytes = 2000

  /// Reads the lexicon.
  init(_ entries: [MessageLexicon.Entry]) {
    var needles = Array(repeating: [Needle](), count: 256)
    for (entry, lexicon) in entries.enumerated() {
      for text in lexicon.needles {
        let isPrefix = text.utf8.last == UInt8(ascii: "*")
        let bytes = Array(text.utf8.dropLast(isPrefix ? 1 : 0))
        guard let first = bytes.first else { continue }
        let endsWord = !isPrefix && isWordByte(bytes[bytes.count - 1])
        needles[Int(first)].append(Needle(entry: entry, bytes: bytes, endsWord: endsWord))
      }
    }
    self.needles = needles.map { list in list.sorted { $0.bytes.count > $1.bytes.count } }
  }

  /// By entry of the lexicon, the first of its words in a message; none for most.
  func words(in message: String) -> [Int: String] {
    let bytes = message.utf8.prefix(MessageWords.mostBytes).map(lowerCased)
    var words: [Int: String] = [:]
    var position = 0
    while position < bytes.count {
      guard let needle = needle(in: bytes, at: position) else {
        position += 1
        continue
      }
      if words[needle.entry] == nil {
        words[needle.entry] = String(decoding: needle.bytes, as: UTF8.self)
      }
      position += needle.bytes.count
    }
    if let entry = MessageLexicon.entryOfOrders, words[entry] == nil, hasReorderedLists(bytes) {
      words[entry] = "the same elements in another order"
    }
    if let entry = MessageLexicon.entryOfDates, words[entry] == nil, hasDifferentDates(bytes) {
      words[entry] = "two dates or times that differ"
    }
    return words
  }

  private func needle(in bytes: [UInt8], at position: Int) -> Needle? {
    let candidates = needles[Int(bytes[position])]
    guard !candidates.isEmpty else { return nil }
    let isInWord =
      position > 0 && isWordByte(bytes[position]) && isWordByte(bytes[position - 1])
    guard !isInWord else { return nil }
    return candidates.first { needle in
      let end = position + needle.bytes.count
      guard end <= bytes.count, bytes[position..<end].elementsEqual(needle.bytes) else {
        return false
      }
      return !needle.endsWord || end == bytes.count || !isWordByte(bytes[end])
    }
  }
}

/// Whether the words of a failure name a cause outside of the code, such as a wait that ran out or the
/// network; those of a wrong value do so only where the value itself is such a word.
///
/// - Parameter words: the type and the message, with all their numbers.
public func namesOutsideCause(_ words: String) -> Bool {
  !MessageWords.lexicon.words(in: words).isEmpty
}

private func lowerCased(_ byte: UInt8) -> UInt8 {
  (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 32 : byte
}

/// Whether a byte continues a word: a letter, a digit, or part of a letter beyond ASCII.
private func isWordByte(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
    true
  default: false
  }
}
