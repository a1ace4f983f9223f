extension Dialect {
  /// The producers that are known, the surest marks first: the first one that recognizes a report
  /// has it.
  ///
  /// Names that a producer alone gives stand before orders of attributes, and what writes through
  /// another producer's library before that.
  static let all: [Dialect] =
    [
      // By a name or a property that no other producer writes.
      .deno, .bun, .nextestStress, .nextest, .xcresult, .cypress, .karma, .webTestRunner, .vitest,
      .playwright,
      .mochaXUnit, .mocha, .jest, .bats, .exUnit, .commonTest, .busted, .qtTest, .googleTestList,
      .googleTest, .catch2, .doctest, .swiftTest, .twister, .failsafe, .surefire, .nose, .behave,
      .pest, .phpUnit, .flank, .bazel, .containerStructureTest,
    ] + checks + [
      // By the attributes and their order.
      .junitXmlTestLogger, .goJUnitReport, .gotestsum, .unittestXMLReporting, .minitest, .pytest,
      .gradle, .junitPlatform, .cucumber, .rspec, .robot, .antAggregate, .scalaTest, .cppUTest,
      .ant,
      .sbt, .androidInstrumentation, .marathon, .jasmine, .newman, .cTest, .boost, .cUnit, .meson,
      .perlTAP, .node, .eUnit, .dart, .nUnit, .xUnitNet, .junitXMLPython, .xcbeautify, .xcpretty,
      .trainer, .quickJUnit,
    ]
}
