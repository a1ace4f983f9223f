extension Dialect {
  /// RSpec: the name of the suite ends in the number of the process.
  static let rspec = Dialect(
    producer: "RSpec",
    isRecognized: { $0.suites.contains { $0["name"].hasPrefix("rspec") } },
    suiteNames: .vary
  )
}
