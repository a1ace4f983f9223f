extension Dialect {
  /// ExUnit’s junit_formatter: a file, where there is one, ends in the line.
  static let exUnit = Dialect(
    producer: "ExUnit",
    isRecognized: {
      $0.testCase["classname"].hasPrefix("Elixir.") || $0.suite["name"].hasPrefix("Elixir.")
    },
    pathForm: .withLine
  )
}
