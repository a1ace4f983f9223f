extension Dialect {
  /// Cucumber for the JVM, JavaScript and Ruby.
  static let cucumber = Dialect(
    producer: "Cucumber",
    isRecognized: { evidence in
      guard evidence.rootIsSuite else { return false }
      let name = evidence.suite["name"]
      return name == "Cucumber" || name.holds("cucumber") && name.hasSuffix("JUnitFormatter")
        || evidence.suite.isShaped("failures errors skipped tests time name")
          && evidence.testCase.isShaped("classname name time file?")
    }
  )
}
