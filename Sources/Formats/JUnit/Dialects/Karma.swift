import TestModel

extension Dialect {
  /// karma-junit-reporter: the suite is the browser, and both suites and classes tell its version.
  static let karma = Dialect(
    producer: "Karma",
    isRecognized: {
      $0.has(property: "browser.fullName")
        || $0.suite.isShaped("name package timestamp id hostname tests errors failures time")
    },
    adjust: { testCase, suites in
      guard let suite = suites.last?.name, suite.utf8.count <= longestPlace else { return }
      let browser = browserName(suite)
      testCase.id.suite = browser
      for written in [suite, String(suite.map { " .".contains($0) ? "_" : $0 })]
      where testCase.id.classname.hasPrefix(written) {
        testCase.id.classname = browser + testCase.id.classname.dropFirst(written.count)
        return
      }
    }
  )

  /// `Chrome Headless` of `Chrome Headless 152.0.0.0 (Linux x86_64)`.
  private static func browserName(_ name: String) -> String {
    let words = name.split(separator: " ")
    let stable = words.prefix { $0.first?.isNumber == false && !$0.hasPrefix("(") }
    return stable.isEmpty ? name : stable.joined(separator: " ")
  }
}
