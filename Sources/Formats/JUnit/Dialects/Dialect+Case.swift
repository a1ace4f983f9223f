import TestModel

extension Dialect {
  /// Whether a case stands in the report as it is to be told, so that `putRight` changes nothing.
  var leavesCasesAlone: Bool {
    adjust == nil && filePlace == .nowhere && pathForm == .plain && numbering == .none
      && !hostnameIsProject
  }

  /// The bytes of a text that stands at a suite and is taken into the identity of each of its cases,
  /// so that a report cannot make more of one name than it is long.
  static let longestPlace = 1024

  /// Puts right what the producer writes in a way of its own: the identity of a case, its file, its
  /// outcome.
  ///
  /// - Parameter suites: the suites around the case, the outermost first.
  func putRight(_ testCase: inout ReportedCase, in suites: [SuiteFrame]) {
    if testCase.id.file.isEmpty { testCase.id.file = path(of: testCase, in: suites) }
    if let (path, line) = pathForm.split(testCase.id.file) {
      testCase.id.file = path
      testCase.line = testCase.line ?? line
    }
    if let name = numbering.stripped(testCase.id.name) { testCase.id.name = name }
    if hostnameIsProject, let project = suites.last?.hostname,
      (1...Dialect.longestPlace).contains(project.utf8.count)
    {
      let suite = testCase.id.suite
      testCase.id.suite = suite.isEmpty ? project : "\(project) > \(suite)"
    }
    adjust?(&testCase, suites)
  }

  private func path(of testCase: ReportedCase, in suites: [SuiteFrame]) -> String {
    let candidate: String
    switch filePlace {
    case .nowhere: return ""
    case .classname: candidate = testCase.id.classname
    case .suiteName: candidate = suites.last?.name ?? ""
    }
    guard candidate.utf8.count <= Dialect.longestPlace, looksLikePath(candidate) else { return "" }
    return candidate
  }
}

extension Dialect.PathForm {
  /// The path and the line that stands behind it; none where the text is a path already.
  func split(_ text: String) -> (path: String, line: Int?)? {
    guard text.utf8.count <= Dialect.longestPlace else { return nil }
    switch self {
    case .plain: return nil
    case .withLine:
      guard let colon = text.lastIndex(of: ":"), colon > text.startIndex,
        let line = Int(text[text.index(after: colon)...]), (1...1_000_000_000).contains(line)
      else { return nil }
      return (String(text[..<colon]), line)
    case .withName:
      guard let mark = text.place(of: "::") else { return nil }
      return (String(text[..<mark.lowerBound]), nil)
    }
  }
}

extension Dialect.Numbering {
  /// The name without the number of its attempt; none where it has none.
  func stripped(_ name: String) -> String? {
    switch self {
    case .none: return nil
    case .ofTotal:
      guard name.hasSuffix(")"), let open = name.lastIndex(of: "(") else { return nil }
      let words = name[open...].dropFirst().dropLast().split(separator: " ")
      guard words.count == 4, words[0] == "attempt" || words[0] == "repetition", words[2] == "of",
        words[1].allSatisfy(\.isNumber), words[3].allSatisfy(\.isNumber)
      else { return nil }
      let bare = name[..<open]
      return String(bare.hasSuffix(" ") ? bare.dropLast() : bare)
    case .begin:
      let words = name.split(separator: " ", maxSplits: 2)
      guard words.count == 3, words[0] == "begin", words[1].allSatisfy(\.isNumber) else {
        return nil
      }
      return String(words[2])
    }
  }
}

/// Whether a text is a path and no title: one word that has a folder or an extension.
func looksLikePath(_ text: String) -> Bool {
  if text.utf8.contains(UInt8(ascii: "/")) || text.utf8.contains(UInt8(ascii: "\\")) {
    return !text.holds("://")
  }
  guard let point = text.utf8.lastIndex(of: UInt8(ascii: ".")), point > text.utf8.startIndex else {
    return false
  }
  let ending = text.utf8[point...].dropFirst()
  return (1...6).contains(ending.count) && !text.utf8.contains(UInt8(ascii: " "))
}
