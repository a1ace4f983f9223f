extension TextBytes {
  /// Whether a source file is one of tests, by its folders and its name.
  func isTestPath(_ path: Range<Int>) -> Bool {
    var start = path.lowerBound
    while start < path.upperBound {
      let end = self.end(from: start, limit: path.upperBound - start) {
        $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\")
      }
      if end < path.upperBound ? isTestFolder(start..<end) : hasTestWord(start..<end) {
        return true
      }
      start = end + 1
    }
    return false
  }

  private func isTestFolder(_ folder: Range<Int>) -> Bool {
    switch folder.count {
    case 4:
      has("test", at: folder.lowerBound) || has("spec", at: folder.lowerBound)
        || has("Test", at: folder.lowerBound)
    case 5:
      has("tests", at: folder.lowerBound) || has("Tests", at: folder.lowerBound)
        || has("specs", at: folder.lowerBound)
    case 9: has("__tests__", at: folder.lowerBound)
    default: has("Tests", before: folder.upperBound)
    }
  }

  /// Whether a name has `test` or `spec` as a word of its own: `test_a`, `a_test`, `a.spec.ts`,
  /// `CartTests`, and not `latest` or `inspector`.
  func hasTestWord(_ name: Range<Int>) -> Bool {
    var index = name.lowerBound
    while index < name.upperBound {
      if has("test", at: index) || has("spec", at: index) {
        if !self[index - 1].isLetter, !self[index + 4].isLowercase { return true }
        if !self[index - 1].isLetter, self[index + 4] == UInt8(ascii: "s") { return true }
      } else if has("Test", at: index) || has("Spec", at: index) {
        let next = self[index + 4]
        if !next.isLowercase || next == UInt8(ascii: "s") { return true }
      }
      index += 1
    }
    return false
  }
}
