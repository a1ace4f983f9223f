extension Dialect {
  /// The producers that are known, the surest marks first: the first one that recognizes a report
  /// has it.
  static let all: [Dialect] = [
    .deno, .bun, .nextest, .cypress, .karma, .webTestRunner, .vitest, .playwright, .mochaXUnit,
    .mocha, .jest, .bats, .qtTest, .googleTest, .failsafe, .surefire, .nose, .behave, .phpUnit,
    .flank, .unittestXMLReporting, .pytest, .gradle, .junitPlatform, .cucumber, .rspec, .robot,
    .antAggregate, .scalaTest, .ant, .sbt, .androidInstrumentation, .marathon, .jasmine, .newman,
    .cTest, .node, .junitXMLPython, .goTest, .swift,
  ]
}
