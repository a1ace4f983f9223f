import TestModel

extension Dialect {
  /// GoogleTest: tests that are switched off are entries with `status="notrun"` and no child.
  static let googleTest = Dialect(
    producer: "GoogleTest",
    isRecognized: {
      $0.root["name"] == "AllTests" && ($0.testCase.has("status") || !$0.hasCase)
        || $0.testCase.has("status") && $0.testCase["result"] == "completed"
          && $0.testCase.has("timestamp")
        || $0.testCase["result"] == "suppressed"
    },
    timestampsAreLocal: true
  )

  /// A list of GoogleTest’s tests (`--gtest_list_tests`): none of them ran.
  static let googleTestList = Dialect(
    producer: "GoogleTest",
    isRecognized: {
      $0.root["name"] == "AllTests" && $0.hasCase && !$0.testCase.has("status")
        && !$0.testCase.has("time")
    },
    timestampsAreLocal: true,
    adjust: { testCase, _ in testCase.attempts = [Attempt(outcome: .skipped)] }
  )
}
