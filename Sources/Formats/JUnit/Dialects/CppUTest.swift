import TestModel

extension Dialect {
  /// CppUTest: a file a group, in whose messages a new line is spelled out.
  static let cppUTest = Dialect(
    producer: "CppUTest",
    isRecognized: {
      $0.rootIsSuite && $0.suite.isShaped("errors failures hostname name tests time timestamp")
        && $0.testCase.isShaped("classname name assertions? time file? line?")
        && $0.testCase.has("assertions")
    },
    timestampsAreLocal: true,
    adjust: { testCase, _ in
      guard let message = testCase.attempts[0].message, message.holds("{newline}") else {
        return
      }
      testCase.attempts[0].message = message.split(separator: "{newline}").joined(separator: "\n")
    }
  )
}
