/// The elements of TRX that are read.
enum TRXElement {
  case testRun, times, result, message, stackTrace, standardOutput, standardError
  case unitTest, testMethod, testDefinitions, resultSummary, runInfo, text, other

  static let names: [String: TRXElement] = [
    "TestRun": .testRun, "Times": .times, "UnitTestResult": .result,
    "GenericTestResult": .result, "ManualTestResult": .result, "WebTestResult": .result,
    "TestResult": .result, "TestResultAggregation": .result, "Message": .message,
    "StackTrace": .stackTrace, "StdOut": .standardOutput, "StdErr": .standardError,
    "UnitTest": .unitTest, "GenericTest": .unitTest, "ManualTest": .unitTest,
    "WebTest": .unitTest, "OrderedTest": .unitTest, "TestMethod": .testMethod,
    "TestDefinitions": .testDefinitions, "ResultSummary": .resultSummary, "RunInfo": .runInfo,
    "Text": .text,
  ]
}

/// The attributes of TRX that are read.
enum TRXAttribute {
  case testId, testName, duration, startTime, start, creation, computerName, outcome
  case id, storage, className, other

  static let names: [String: TRXAttribute] = [
    "testId": .testId, "testName": .testName, "duration": .duration, "startTime": .startTime,
    "start": .start, "creation": .creation, "computerName": .computerName, "outcome": .outcome,
    "id": .id, "storage": .storage, "className": .className,
  ]
}

extension XMLVocabulary {
  private static let trxTexts = ["Message", "StackTrace", "StdOut", "StdErr", "Text"]

  /// The elements of TRX.
  static let trx = XMLVocabulary(
    roots: ["TestRun"],
    structure: TRXElement.names.keys.sorted().filter {
      $0 != "TestRun" && !trxTexts.contains($0)
    },
    text: trxTexts,
    deepestNesting: TRXReader.deepestNesting
  )
}
