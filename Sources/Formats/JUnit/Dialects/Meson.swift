extension Dialect {
  /// meson: a suite a project; a test that prints TAP is a suite of its own.
  static let meson = Dialect(
    producer: "meson",
    isRecognized: {
      $0.root.isShaped("tests errors failures")
        && $0.suite.isShaped("name tests errors failures skipped? time?")
        && $0.testCase["classname"] == $0.suite["name"]
        && ($0.testCase["name"].holds(" / ") || $0.suite["name"].holds(" / "))
    }
  )
}
