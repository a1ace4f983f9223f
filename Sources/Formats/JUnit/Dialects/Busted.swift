import TestModel

extension Dialect {
  /// busted: the class is the file with the line, which changes with every edit above it.
  static let busted = Dialect(
    producer: "busted",
    isRecognized: {
      let words = $0.suite["name"].split(separator: " ")
      return words.count == 4 && words[0] == "Run" && words[2] == "of" && Int(words[1]) != nil
    },
    suiteNames: .vary,
    adjust: { testCase, _ in
      guard let (path, line) = PathForm.withLine.split(testCase.id.classname) else { return }
      testCase.id.classname = path
      testCase.line = testCase.line ?? line
      if testCase.id.file.isEmpty, looksLikePath(path) { testCase.id.file = path }
    }
  )
}
