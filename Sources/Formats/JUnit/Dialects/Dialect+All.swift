extension Dialect {
  /// The producers that are known, the surest marks first: the first one that recognizes a report
  /// has it.
  static let all: [Dialect] = [
    .nextest, .vitest, .mocha, .jest, .bats, .qtTest, .googleTest, .failsafe, .surefire, .nose,
    .behave, .phpUnit, .flank, .unittestXMLReporting, .pytest, .gradle, .junitPlatform, .cucumber,
    .rspec, .robot, .antAggregate, .scalaTest, .ant, .sbt, .androidInstrumentation, .marathon,
    .cTest, .node, .junitXMLPython, .goTest, .swift,
  ]
}
