extension Dialect {
  /// TAP::Formatter::JUnit of `prove` and its relatives: a suite a script, a case a numbered line.
  static let perlTAP = Dialect(
    producer: "TAP::Formatter::JUnit",
    isRecognized: { evidence in
      guard evidence.root.name == "testsuites", evidence.root.attributes.isEmpty,
        evidence.suite.attributes.allSatisfy({ tapSuiteAttributes.contains($0.name) }),
        evidence.testCase.attributes.allSatisfy({ $0.name == "name" || $0.name == "time" })
      else { return false }
      let name = evidence.testCase["name"]
      if name == "(init)" || name == "(teardown)" { return true }
      let number = name.prefix(while: \.isNumber)
      return !number.isEmpty
        && (number.count == name.count || name.dropFirst(number.count).hasPrefix(" - "))
    }
  )

  private static let tapSuiteAttributes: Set<String> = [
    "name", "tests", "failures", "errors", "time",
  ]
}
