extension Dialect {
  /// rspec_junit_formatter: the name of the suite ends in the number of the process.
  static let rspec = Dialect(
    producer: "RSpec",
    isRecognized: {
      $0.suite.isShaped("name tests skipped failures errors time timestamp hostname")
        || $0.suite["name"].hasPrefix("rspec") && $0.testCase.has("file")
    },
    suiteNames: .vary,
    suiteIsSession: true
  )
}
