extension Dialect {
  /// unittest-xml-reporting: the names of suites and files end in the time of the run.
  static let unittestXMLReporting = Dialect(
    producer: "unittest-xml-reporting",
    isRecognized: {
      $0.suite.isShaped("name tests file? time timestamp? failures errors skipped?")
        && ($0.suite.has("file") || $0.testCase.has("timestamp") || endsInTime($0.suite["name"]))
    },
    suiteNames: .vary,
    timestampsAreLocal: true
  )

  /// Whether a name ends in `-20261123045759`.
  private static func endsInTime(_ name: String) -> Bool {
    let digits = name.utf8.reversed().prefix { (48...57).contains($0) }
    return digits.count == 14 && name.utf8.dropLast(14).last == UInt8(ascii: "-")
  }
}
