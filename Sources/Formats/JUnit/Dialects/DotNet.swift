extension Dialect {
  /// JunitXml.TestLogger of `dotnet test`: a suite an assembly.
  static let junitXmlTestLogger = Dialect(
    producer: "JunitXml.TestLogger",
    isRecognized: {
      $0.suite.isShaped("name tests skipped failures errors time timestamp hostname id package")
    }
  )

  /// NUnit’s nunit3-junit.xslt and Jenkins’ conversion of NUnit 2.
  static let nUnit = Dialect(
    producer: "NUnit (converted)",
    isRecognized: {
      $0.testCase.isShaped("name assertions time status classname")
        || $0.suite.isShaped("name tests time failures errors skipped")
          && $0.testCase.isShaped("classname name time")
    },
    timestampsAreLocal: true
  )

  /// xUnit.net’s converted reports: a suite a path of an assembly.
  static let xUnitNet = Dialect(
    producer: "xUnit.net (converted)",
    isRecognized: {
      $0.root["name"] == "Test results" && $0.root.has("disabled")
        || $0.suite.isShaped("name tests failures skipped errors time timestamp")
          && $0.testCase.isShaped("name classname time")
    },
    suiteNames: .vary,
    timestampsAreLocal: true
  )
}
