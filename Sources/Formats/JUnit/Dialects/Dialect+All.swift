extension Dialect {
  /// The producers that are known, the surest marks first: the first one that recognizes a report
  /// has it.
  static let all: [Dialect] = [
    .deno, .bun, .nextestStress, .nextest, .xcresult, .cypress, .karma, .webTestRunner, .vitest,
    .playwright, .mochaXUnit, .mocha, .jest, .bats, .busted, .qtTest, .googleTest, .failsafe,
    .surefire, .nose, .behave, .pest, .phpUnit, .flank, .goJUnitReport, .gotestsum,
    .unittestXMLReporting, .minitest, .pytest, .gradle, .junitPlatform, .cucumber, .rspec, .robot,
    .antAggregate, .scalaTest, .ant, .sbt, .androidInstrumentation, .marathon, .jasmine, .newman,
    .cTest, .perlTAP, .node, .junitXMLPython, .quickJUnit, .swift,
  ]
}
