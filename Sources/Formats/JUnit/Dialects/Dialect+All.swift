extension Dialect {
  /// The producers that are known, the surest marks first: the first one that recognizes a report
  /// has it.
  static let all: [Dialect] = [
    .pytest, .jest, .vitest, .mocha, .nextest, .swift, .rspec, .bats, .surefire, .goTest, .qtTest,
    .ant, .googleTest, .node, .cTest, .phpUnit,
  ]
}
