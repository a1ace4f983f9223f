/// `a{b,c}d` as `abd` and `acd`; braces nest, what is escaped or in a class is no brace, and one that
/// is not closed stands for itself.
func expandingBraces(_ pattern: [UInt8]) -> [[UInt8]] {
  var index = 0
  while index < pattern.count {
    if pattern[index] == UInt8(ascii: "{"), let group = BraceGroup(pattern, from: index) {
      let tails = expandingBraces(Array(pattern[group.end...]))
      return group.parts.flatMap { part in
        expandingBraces(part).flatMap { middle in
          tails.map { pattern[..<index] + middle + $0 }
        }
      }
    }
    index = endOfGlobToken(pattern, from: index)
  }
  return [pattern]
}

/// The alternatives between two braces.
private struct BraceGroup {
  var parts: [[UInt8]] = []
  /// Behind the closing brace.
  var end = 0

  init?(_ pattern: [UInt8], from open: Int) {
    var depth = 0
    var start = open + 1
    var index = open
    while index < pattern.count {
      switch pattern[index] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ","):
        guard depth == 1 else { break }
        parts.append(Array(pattern[start..<index]))
        start = index + 1
      case UInt8(ascii: "}"):
        depth -= 1
        guard depth == 0 else { break }
        parts.append(Array(pattern[start..<index]))
        end = index + 1
        return
      default: break
      }
      index = endOfGlobToken(pattern, from: index)
    }
    return nil
  }
}

/// Where the token that starts here ends: an escaped character, a class, or one byte.
private func endOfGlobToken(_ pattern: [UInt8], from index: Int) -> Int {
  switch pattern[index] {
  case UInt8(ascii: "\\"): min(index + 2, pattern.count)
  case UInt8(ascii: "["):
    CharacterClass(pattern[(index + 1)...]).map { index + 1 + $0.length } ?? index + 1
  default: index + 1
  }
}
