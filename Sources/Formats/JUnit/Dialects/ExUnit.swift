extension Dialect {
  /// ExUnit’s junit_formatter: a file, where there is one, ends in the line.
  static let exUnit = Dialect(
    producer: "ExUnit",
    isRecognized: {
      $0.testCase["classname"].hasPrefix("Elixir.") || $0.suite["name"].hasPrefix("Elixir.")
    },
    pathForm: .withLine
  )

  /// The first versions of junit_formatter, which count time in microseconds.
  static let exUnitInMicroseconds = Dialect(
    producer: "ExUnit",
    isRecognized: {
      let time = $0.testCase["time"].utf8
      return exUnit.isRecognized($0) && !time.isEmpty && time.allSatisfy { (48...57).contains($0) }
    },
    pathForm: .withLine,
    timeUnit: .microseconds
  )
}
