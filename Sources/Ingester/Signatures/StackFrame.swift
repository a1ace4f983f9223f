/// A line of a stack trace, as places in its text.
struct StackFrame {
  /// The source file, without its line number.
  var path: Range<Int>?
  /// The function, without its arguments.
  var function: Range<Int>?
  /// Whether the trace names the innermost call last, as Python's do.
  var isInnermostLast = false
}

extension TextBytes {
  /// The part without the spaces around it.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    let start = min(range.upperBound, end(from: range.lowerBound) { $0.isSpace })
    return start..<self.start(before: range.upperBound, floor: start) { $0.isSpace }
  }

  /// What is left from `start` on of a part that ends at `end`.
  func rest(from start: Int, to end: Int) -> Range<Int> { min(start, end)..<end }

  /// The first place in a part at which a word stands.
  func find(_ word: StaticString, in range: Range<Int>) -> Int? {
    let first = word.utf8Start[0]
    let end = range.upperBound - word.utf8CodeUnitCount
    var index = range.lowerBound
    while index <= end {
      if self[index] == first, has(word, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// The last place in a part at which a byte stands.
  func findLast(_ byte: UInt8, in range: Range<Int>) -> Int? {
    let found = start(before: range.upperBound, floor: range.lowerBound) { $0 != byte }
    return found > range.lowerBound ? found - 1 : nil
  }

  /// Where a part ends without `:12` and `:12:3` at its end; none where it has no such number.
  func endWithoutLine(_ range: Range<Int>) -> Int? {
    var end = range.upperBound
    var found: Int?
    for _ in 0..<2 {
      let digits = start(before: end, floor: range.lowerBound) { $0.isDigit }
      guard digits < end, digits > range.lowerBound, self[digits - 1] == UInt8(ascii: ":") else {
        break
      }
      end = digits - 1
      found = end
    }
    return found
  }

  /// Whether a part ends in a file's extension, such as `.swift`.
  func hasExtension(_ range: Range<Int>) -> Bool {
    let start = self.start(before: range.upperBound, floor: range.lowerBound) { $0.isAlphanumeric }
    return start > range.lowerBound + 1 && self[start - 1] == UInt8(ascii: ".")
      && (1...6).contains(range.upperBound - start) && self[start].isLetter
  }
}
