extension TextBytes {
  /// The part of a failure's words that tells most: the first line, but for lines that only say
  /// where, in which test, or that a trace follows; and the line behind it where it ends in a colon.
  ///
  /// At most the first 64 KiB are looked at.
  func tellingWords() -> [Range<Int>] {
    var passedOver: Range<Int>?
    var words: [Range<Int>] = []
    var start = 0
    let limit = min(count, 1 << 16)
    while start < limit, words.count < 2 {
      let end = min(lineEnd(from: start), limit)
      let line = trimmed(start..<end)
      start = end + 1
      guard !line.isEmpty else { continue }
      if words.isEmpty, has("Traceback (most recent call last)", at: line.lowerBound) {
        return [lastLine(from: start, limit: limit) ?? line]
      }
      if words.isEmpty, isMarker(line) { continue }
      if words.isEmpty, isOnlyPlace(line) || isOnlyName(line) {
        passedOver = passedOver ?? line
        continue
      }
      words.append(line)
      if self[line.upperBound - 1] != UInt8(ascii: ":") { break }
    }
    return words.isEmpty ? passedOver.map { [$0] } ?? [] : words
  }

  /// The last line that is not indented: the exception of a Python trace.
  private func lastLine(from first: Int, limit: Int) -> Range<Int>? {
    var last: Range<Int>?
    var start = first
    while start < limit {
      let end = min(lineEnd(from: start), limit)
      if end > start, !self[start].isSpace { last = start..<end }
      start = end + 1
    }
    return last.map(trimmed)
  }

  /// `src/a_test.cc:12`, `a_test.go:12:` and `thread 'a' panicked at src/lib.rs:12:5:`.
  private func isOnlyPlace(_ line: Range<Int>) -> Bool {
    let isPanic =
      has("thread '", at: line.lowerBound) && find("panicked at '", in: line) == nil
    guard isPanic || !self[line].contains(0x20) else { return false }
    let hasColon = self[line.upperBound - 1] == UInt8(ascii: ":")
    let place = hasColon ? line.lowerBound..<line.upperBound - 1 : line
    return endWithoutLine(place).map { hasExtension(line.lowerBound..<$0) } ?? false
  }

  /// Whether a line of Go's says that a test starts or ends.
  private func isMarker(_ line: Range<Int>) -> Bool {
    has("=== ", at: line.lowerBound) || has("--- ", at: line.lowerBound)
  }

  /// What says which test runs, or in which file of tests: of PHPUnit and of bats.
  private func isOnlyName(_ line: Range<Int>) -> Bool {
    if self[line.lowerBound] == UInt8(ascii: "(") {
      return has("(in test file ", at: line.lowerBound)
        || has("(from function ", at: line.lowerBound)
    }
    guard find("::", in: line) != nil else { return false }
    return find(" with data set ", in: line) != nil
      || find("::test", in: line) != nil && !self[line].contains(0x20)
  }

  /// Whether a message says no more than that there is a failure.
  func isGeneric(_ message: Range<Int>) -> Bool {
    guard message.count <= 18 else { return false }
    let words: [StaticString] = [
      "failed", "failure", "fail", "error", "exception", "test failed", "test failure",
      "test error", "runtime error", "build error", "collection failure", "assertion failed",
      "assertion failure",
    ]
    return words.contains { word in
      word.utf8CodeUnitCount == message.count
        && zip(self[message], 0..<message.count).allSatisfy { $0 | 0x20 == word.utf8Start[$1] }
    }
  }

  /// The text without the escape sequences of terminals; none where it has none.
  func withoutEscapes() -> [UInt8]? {
    guard firstIndex(from: 0, of: UInt8(0x1B)) != nil else { return nil }
    var output: [UInt8] = []
    output.reserveCapacity(count)
    var index = 0
    while index < count {
      if self[index] == 0x1B {
        index = max(escape(at: index).range.upperBound, index + 1)
      } else {
        output.append(self[index])
        index += 1
      }
    }
    return output
  }
}

extension String {
  /// The text cut after a whole character, so that it has at most `limit` bytes of UTF-8.
  func truncated(toBytes limit: Int) -> String {
    guard utf8.count > limit else { return self }
    var cut = utf8.index(startIndex, offsetBy: max(limit, 0))
    while cut > startIndex, cut.samePosition(in: unicodeScalars) == nil {
      cut = utf8.index(before: cut)
    }
    // One character may be longer than all that is kept: half of it is more than nothing.
    guard cut > startIndex, cut >= index(after: startIndex) else {
      return String(String.UnicodeScalarView(unicodeScalars[..<cut]))
    }
    return String(self[..<index(after: index(before: cut))])
  }
}
