extension Dialect {
  /// Producers that are known by a name or a property that no other gives: the first one that
  /// recognizes a report has it.
  ///
  /// What writes through another producer's library stands before that.
  static let named: [Dialect] = [
    .deno, .bun, .nextestStress, .nextest, .xcresult, .cypress, .karma, .webTestRunner, .vitest,
    .playwright, .mochaXUnit, .mocha, .jest, .bats, .exUnitInMicroseconds, .exUnit, .commonTest,
    .busted, .qtTest,
    .googleTestList, .googleTest, .catch2, .doctest, .swiftTest, .twister, .failsafe, .surefire,
    .nose, .behave, .pest, .phpUnit, .flank, .bazel, .containerStructureTest,
  ]

  /// Producers that are known by which attributes they write and in what order: the first one that
  /// recognizes a report has it.
  static let shaped: [Dialect] = [
    .junitXmlTestLogger, .goJUnitReport, .gotestsum, .unittestXMLReporting, .minitest, .pytest,
    .gradle, .junitPlatform, .cucumber, .rspec, .robot, .antAggregate, .scalaTest, .cppUTest, .ant,
    .sbt, .androidInstrumentation, .marathon, .jasmine, .newman, .cTest, .boost, .cUnit, .meson,
    .perlTAP, .node, .eUnit, .dart, .nUnit, .xUnitNet, .junitXMLPython, .xcbeautify, .xcpretty,
    .trainer, .quickJUnit,
  ]

  /// All producers that are known.
  static let all = named + linters + lintersByName.values + shaped
}
