extension Dialect {
  /// The producers that are known, the surest marks first: the first one that recognizes a report
  /// has it.
  static let all: [Dialect] = [
    .deno, .bun, .nextestStress, .nextest, .xcresult, .cypress, .karma, .webTestRunner, .vitest,
    .playwright, .mochaXUnit, .mocha, .jest, .bats, .busted, .qtTest, .googleTestList,
    .googleTest, .catch2, .doctest, .twister, .failsafe, .surefire, .nose, .behave, .pest,
    .phpUnit, .flank, .bazel, .containerStructureTest, .goJUnitReport, .gotestsum,
    .unittestXMLReporting, .minitest, .pytest, .gradle, .junitPlatform, .cucumber, .rspec, .robot,
    .antAggregate, .scalaTest, .cppUTest, .ant, .sbt, .androidInstrumentation, .marathon,
    .jasmine, .newman, .cTest, .boost, .cUnit, .meson, .perlTAP, .node, .junitXMLPython,
    .quickJUnit, .swift,
  ]
}
