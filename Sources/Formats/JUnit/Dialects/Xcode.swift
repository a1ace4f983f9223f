// What reads Xcode's log or result bundle tells every run of a repeated test and every failure of a
// test as an entry of its own.
extension Dialect {
  /// xcbeautify.
  static let xcbeautify = Dialect(
    producer: "xcbeautify",
    isRecognized: {
      $0.root.name == "testsuites" && $0.root.isShaped("name? tests failures")
        && $0.root.has("name") && $0.suite.isShaped("name tests failures")
        && $0.suite["name"] == $0.testCase["classname"] && isXcodeName($0.testCase["name"])
    },
    repeatedNames: .attemptsAfterFailure
  )

  /// xcpretty.
  static let xcpretty = Dialect(
    producer: "xcpretty",
    isRecognized: {
      $0.root.isShaped("failures name? tests") && $0.suite.isShaped("failures name tests")
        && $0.testCase.isShaped("classname name time?")
    },
    repeatedNames: .attemptsAfterFailure
  )

  /// fastlane’s trainer.
  static let trainer = Dialect(
    producer: "trainer",
    isRecognized: {
      $0.root.isShaped("tests failures")
        && $0.suite.isShaped("name tests failures skipped? time?")
        && $0.testCase.isShaped("classname name time?") && isXcodeName($0.testCase["name"])
    },
    repeatedNames: .attemptsAfterFailure
  )

  /// Whether a name is that of a method of XCTest or of a function.
  private static func isXcodeName(_ name: String) -> Bool {
    name.hasPrefix("test") || name.hasSuffix(")")
  }
}
