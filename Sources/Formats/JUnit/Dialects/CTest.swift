import TestModel

extension Dialect {
  /// CTest: the suite is named after the build, and a test that could not start is a skip.
  static let cTest = Dialect(
    producer: "CTest",
    isRecognized: {
      $0.rootIsSuite
        && ($0.suite.isShaped("name tests failures disabled skipped hostname time timestamp")
          || $0.testCase.isShaped("name classname time status")
            && $0.testCase["name"] == $0.testCase["classname"])
    },
    suiteNames: .vary,
    timestampsAreLocal: true,
    suiteIsSession: true,
    adjust: { testCase, _ in
      // CTest fails when it cannot start a test, but tells it as a skip.
      guard let message = testCase.attempts[0].message, testCase.attempts[0].outcome == .skipped,
        unableToStart.contains(where: message.hasPrefix)
      else { return }
      testCase.attempts[0].outcome = .errored
    }
  )

  private static let unableToStart = ["Unable to find executable", "Required Files Missing"]
}
